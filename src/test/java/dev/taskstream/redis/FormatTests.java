package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import dev.taskstream.engine.RunKey;
import dev.taskstream.redis.RelayMessage.Intent;
import dev.taskstream.redis.RelayMessage.TaskAt;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nodes of several versions exchange.
 */
class FormatTests {

	private static final UUID ID = UUID.fromString("6f0c2a8e-1111-4222-8333-444455556666");

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void eventsAreLinesOfNumbersAndData() {
		byte[] joined = StoredEvent
			.join(List.of(new StoredEvent(7, bytes("{\"a\":\"ü b\"}")), new StoredEvent(8, bytes("{}"))));
		assertThat(joined).isEqualTo(bytes("7 {\"a\":\"ü b\"}\n8 {}"));
		assertThat(StoredEvent.parseAll(joined)).extracting(StoredEvent::id).containsExactly(7L, 8L);
		assertThat(StoredEvent.parse(joined).data()).isEqualTo(bytes("{\"a\":\"ü b\"}"));
	}

	@Test
	void messagesSurviveTheTrip() {
		RelayMessage message = RelayMessage.ask(Intent.CANCEL, "node", List.of(new TaskAt(ID, 12)), "request");
		assertThat(RelayMessage.parse(message.fields())).isEqualTo(message);
		RelayMessage news = RelayMessage.about(Intent.EVENTS, "node",
				List.of(new TaskAt(ID, 1), new TaskAt(new UUID(0, 0), 2)));
		assertThat(RelayMessage.parse(news.fields()).tasks()).isEqualTo(news.tasks());
		assertThat(RelayMessage.parse(message.answer("other", false).fields()).positive()).isFalse();
	}

	@Test
	void messagesAreThoseOfTheFirstVersion() {
		assertThat(text(RelayMessage.about(Intent.EVENTS, "node", List.of(new TaskAt(ID, 12), new TaskAt(ID, 13)))))
			.isEqualTo("{node=node, tasks=" + ID + ":12 " + ID + ":13, type=EVENTS}");
		RelayMessage question = RelayMessage.ask(Intent.CANCEL, "node", List.of(new TaskAt(ID, 12)), "request");
		assertThat(text(question))
			.isEqualTo("{node=node, positive=true, request=request, tasks=" + ID + ":12, type=CANCEL}");
		assertThat(text(question.answer("other", false)))
			.isEqualTo("{node=other, positive=false, request=request, type=ANSWER}");
		assertThat(Intent.values()).extracting(Intent::name)
			.contains("BEAT", "WATCH", "UNWATCH", "EVENTS", "CANCEL", "REMOVE", "FLUSH", "ANSWER");
	}

	private static String text(RelayMessage message) {
		Map<String, String> fields = new TreeMap<>();
		message.fields().forEach((name, value) -> fields.put(name, new String(value, StandardCharsets.UTF_8)));
		return fields.toString();
	}

	@Test
	void whatALaterVersionAddsIsIgnored() {
		Map<String, byte[]> fields = new HashMap<>(
				RelayMessage.about(Intent.WATCH, "node", List.of(new TaskAt(ID, 3))).fields());
		fields.put("added", bytes("later"));
		assertThat(RelayMessage.parse(fields).tasks()).containsExactly(new TaskAt(ID, 3));
		fields.put("type", bytes("ADDED_LATER"));
		assertThat(RelayMessage.parse(fields)).isNull();

		StoredTask task = StoredTask.parse(ID, Map.of("v", bytes("1"), "node", bytes("n"), "name", bytes("Import"),
				"created", bytes("1764000000123456"), "last", bytes("4"), "added", bytes("later")));
		assertThat(task.identity().createdAt()).isEqualTo(Instant.ofEpochSecond(1764000000, 123_456_000));
		assertThat(task.last()).isEqualTo(4);
		assertThat(task.isEnded()).isFalse();
		assertThat(StoredTask.parse(ID, Map.of())).isNull();
	}

	@Test
	void noTwoKeysHaveOneName() {
		RelayKeys keys = new RelayKeys("app:");
		assertThat(Stream
			.of(new RunKey(String.class, null, "k"), new RunKey("java.lang.Strin", null, "gk"),
					new RunKey(String.class, "", "k"), new RunKey(String.class, "k", ""),
					new RunKey(Integer.class, null, "k"))
			.map(keys::claim)).doesNotHaveDuplicates().allMatch((name) -> name.startsWith("app:{key-"));
	}

	@Test
	void theKeysOfATaskAreInOneHashSlot() {
		RelayKeys keys = new RelayKeys("app:");
		assertThat(keys.task(ID)).isEqualTo("app:{" + ID + "}:task");
		assertThat(keys.events(ID)).isEqualTo("app:{" + ID + "}:events");
	}

	@Test
	void messagesAreOrderedByTimeAndNumber() {
		assertThat(Inboxes.compare("1764000000123-0", "1764000000123-0")).isZero();
		assertThat(Inboxes.compare("1764000000123-10", "1764000000123-9")).isPositive();
		assertThat(Inboxes.compare("999-5", "1000-0")).isNegative();
	}

}
