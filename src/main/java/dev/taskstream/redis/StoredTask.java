package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.taskstream.TaskInfo;
import dev.taskstream.log.LogSettings;
import dev.taskstream.log.ReplicaLog;
import dev.taskstream.log.TaskIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What is always kept of a task in Redis: the fields of a hash. Fields that a reader does
 * not know are ignored.
 *
 * @param identity the task
 * @param node the node that runs it
 * @param last the number of the newest event, 0 before the first
 * @param started the start, or {@code null} before it
 * @param progress the newest progress, or {@code null} before the first
 * @param ended the end, or {@code null} before it
 */
record StoredTask(TaskIdentity identity, String node, long last, @Nullable StoredEvent started,
		@Nullable StoredEvent progress, @Nullable StoredEvent ended) {

	/** The version of the format, for readers of later versions. */
	private static final byte[] VERSION = { '1' };

	/**
	 * Parse the fields.
	 * @return the task, or {@code null} if there is none
	 */
	static @Nullable StoredTask parse(UUID taskId, Map<String, byte[]> fields) {
		if (!fields.containsKey("node")) {
			return null;
		}
		TaskIdentity identity = new TaskIdentity(taskId, text(fields, "name"),
				fields.containsKey("owner") ? text(fields, "owner") : null,
				Instant.EPOCH.plus(Long.parseLong(text(fields, "created")), ChronoUnit.MICROS));
		return new StoredTask(identity, text(fields, "node"), Long.parseLong(text(fields, "last")),
				event(fields, "started"), event(fields, "progress"), event(fields, "ended"));
	}

	private static String text(Map<String, byte[]> fields, String name) {
		return new String(Objects.requireNonNull(fields.get(name), name), StandardCharsets.UTF_8);
	}

	private static @Nullable StoredEvent event(Map<String, byte[]> fields, String name) {
		byte[] bytes = fields.get(name);
		return (bytes != null) ? StoredEvent.parse(bytes) : null;
	}

	/**
	 * Return the fields that identify a task, alternately with their values.
	 */
	static List<byte[]> identify(TaskIdentity task, String node) {
		List<byte[]> fields = new ArrayList<>();
		add(fields, "v", VERSION);
		add(fields, "node", node.getBytes(StandardCharsets.UTF_8));
		add(fields, "name", task.name().getBytes(StandardCharsets.UTF_8));
		add(fields, "created", Long.toString(micros(task.createdAt())).getBytes(StandardCharsets.US_ASCII));
		if (task.owner() != null) {
			add(fields, "owner", task.owner().getBytes(StandardCharsets.UTF_8));
		}
		return fields;
	}

	static void add(List<byte[]> fields, String name, byte[] value) {
		fields.add(name.getBytes(StandardCharsets.US_ASCII));
		fields.add(value);
	}

	static long micros(Instant time) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, time);
	}

	UUID id() {
		return this.identity.taskId();
	}

	boolean isEnded() {
		return this.ended != null;
	}

	/**
	 * Return the same task without its events.
	 */
	StoredTask withoutEvents() {
		return new StoredTask(this.identity, this.node, this.last, null, null, null);
	}

	/**
	 * Return the events that are always kept, in order.
	 */
	List<StoredEvent> essentials() {
		return Stream.of(this.started, this.progress, this.ended).filter(Objects::nonNull).toList();
	}

	/**
	 * Return what the events add up to.
	 */
	TaskInfo info(LogSettings settings) {
		ReplicaLog log = new ReplicaLog(this.identity, settings);
		essentials().forEach((event) -> log.append(event.id(), event.data()));
		return log.info();
	}

}
