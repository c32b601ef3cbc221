package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.test.TaskStory;
import io.lettuce.core.Range;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a node of the first version has left in Redis, and finds there, during a rolling
 * update.
 */
class FirstVersionTests extends TwoNodes {

	private static final UUID ID = UUID.fromString("6f0c2a8e-1111-4222-8333-444455556666");

	private static final String STARTED = """
			1 {"type":"task_started","taskId":"ID","timestamp":"TIME","name":"Script"}""";

	private static final String PROGRESS = """
			2 {"type":"progress_update","taskId":"ID","timestamp":"TIME","text":"half","value":null}""";

	private static final String ENDED = """
			3 {"type":"task_completed","taskId":"ID","timestamp":"TIME","result":"done"}""";

	private static final RelayKeys KEYS = new RelayKeys("taskstream:");

	@Test
	void aTaskIsStoredAsTheFirstVersionStoresIt() throws Exception {
		Script task = new Script();
		UUID id = here.tasks().start(task, null, StartOptions.create().owner("ada")).taskId();
		awaitField(id, "started");
		task.reports("half");
		awaitField(id, "progress");
		task.completes("done");
		awaitField(id, "ended");

		Map<String, String> stored = text(redis().hgetall(KEYS.task(id)).get(10, TimeUnit.SECONDS));
		assertThat(stored.remove("created")).matches("[0-9]{16}");
		assertThat(stored.remove("node")).hasSize(36);
		assertThat(neutral(stored.toString(), id)).isEqualTo("{ended=" + ENDED + ", last=3, name=Script, owner=ada, "
				+ "progress=" + PROGRESS + ", started=" + STARTED + ", v=1}");
		assertThat(redis().xrange(KEYS.events(id), Range.unbounded()).get(10, TimeUnit.SECONDS))
			.extracting((entry) -> entry.getId() + neutral(text(entry.getBody()).toString(), id))
			.containsExactly("1-0{events=" + STARTED + "}", "2-0{events=" + PROGRESS + "}",
					"3-0{events=" + ENDED + "}");
	}

	@Test
	void aTaskThatTheFirstVersionHasStoredIsRead() throws Exception {
		Map<String, byte[]> fields = new HashMap<>();
		Map.of("v", "1", "node", "of-the-first-version", "name", "Script", "created", "1795796490879842", "last", "3",
				"started", real(STARTED), "progress", real(PROGRESS), "ended", real(ENDED))
			.forEach((name, value) -> fields.put(name, value.getBytes(StandardCharsets.UTF_8)));
		redis().hset(KEYS.task(ID), fields).get(10, TimeUnit.SECONDS);
		byte[] events = (real(STARTED) + "\n" + real(PROGRESS)).getBytes(StandardCharsets.UTF_8);
		redis().xadd(KEYS.events(ID), new XAddArgs().id("2-0"), Map.of("events", events)).get(10, TimeUnit.SECONDS);
		redis().xadd(KEYS.events(ID), new XAddArgs().id("3-0"), Map.of("events", fields.get("ended")))
			.get(10, TimeUnit.SECONDS);

		TaskStory story = clientThere().read("/api/tasks/" + ID + "/stream");

		assertThat(story.lastEventId()).isEqualTo(3);
		assertThat(story.updates()).singleElement().extracting(ProgressUpdate::text).isEqualTo("half");
		assertThat(story.result()).isEqualTo("\"done\"");
		TaskInfo info = there.tasks().find(ID).orElseThrow();
		assertThat(info.name()).isEqualTo("Script");
		assertThat(info.createdAt()).isEqualTo(Instant.ofEpochSecond(1_795_796_490, 879_842_000));
		redis().hset(KEYS.task(ID), "owner", "ada".getBytes(StandardCharsets.UTF_8)).get(10, TimeUnit.SECONDS);
		assertThat(there.tasks().log(ID).orElseThrow().owner()).isEqualTo("ada");
	}

	private static void awaitField(UUID id, String name) {
		await().until(() -> redis().hexists(KEYS.task(id), name).get(10, TimeUnit.SECONDS));
	}

	private static String neutral(String text, UUID id) {
		return text.replace(id.toString(), "ID").replaceAll("\"[0-9-]{10}T[0-9:.]+Z\"", "\"TIME\"");
	}

	private static String real(String text) {
		return text.replace("ID", ID.toString()).replace("TIME", "2026-11-27T16:21:30.961029Z");
	}

	private static RedisClusterAsyncCommands<String, byte[]> redis() {
		return here.context().getBean(RelayNode.class).link().commands();
	}

	private static Map<String, String> text(Map<String, byte[]> fields) {
		Map<String, String> text = new TreeMap<>();
		fields.forEach((name, value) -> text.put(name, new String(value, StandardCharsets.UTF_8)));
		return text;
	}

}
