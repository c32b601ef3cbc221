package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import dev.taskstream.TaskEvent;
import dev.taskstream.TaskInfo;
import dev.taskstream.log.EventCodec;
import dev.taskstream.log.TaskIdentity;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * The stories of tasks in Redis: for each a hash with what is always kept, and a stream
 * with its newest events. The id of an entry in the stream is the number of the last
 * event in it.
 */
final class Stories {

	/** The events are in Redis. */
	static final long STORED = 1;

	/** Another node has declared the task lost, and nothing was stored. */
	static final long LOST = 0;

	/**
	 * How far the end of a lost task is beyond the newest event that is known. Clients of
	 * its node may have seen events that nobody else has, and must not take the end for
	 * one of them.
	 */
	static final long LOST_DISTANCE = 1_000_000_000;

	/** How many tasks of an owner are listed. */
	private static final int MAX_LISTED = 1000;

	private final RedisLink link;

	private final RelayKeys keys;

	private final RelaySettings settings;

	private final String node;

	Stories(RedisLink link, RelayKeys keys, RelaySettings settings, String node) {
		this.link = link;
		this.keys = keys;
		this.settings = settings;
		this.node = node;
	}

	/**
	 * Append a batch of events.
	 * @return {@link #STORED}, {@link #LOST}, or another number if the task has to be
	 * published again
	 */
	CompletionStage<Long> append(StoredBatch batch) {
		OwnTask task = batch.task();
		List<byte[]> arguments = new ArrayList<>();
		Duration ttl = batch.isEnd() ? task.retention() : this.settings.activeTtl(task.retention());
		arguments.add(RelayScript.argument(batch.previous()));
		arguments.add(RelayScript.argument(batch.last()));
		arguments.add(RelayScript.argument(batch.keepFrom()));
		arguments.add(RelayScript.argument(ttl.toMillis()));
		arguments.add(RelayScript.argument(streamTtl(batch.isEnd(), ttl).toMillis()));
		arguments.add(batch.joined());
		if (batch.isPublication()) {
			publish(task, ttl, arguments);
		}
		batch.addTo(arguments);
		return RelayScript.APPEND.run(this.link.commands(), keys(task.id()), arguments.toArray(byte[][]::new));
	}

	private void publish(OwnTask task, Duration ttl, List<byte[]> fields) {
		TaskInfo info = task.log().info();
		String owner = task.log().owner();
		fields
			.addAll(StoredTask.identify(new TaskIdentity(task.id(), info.name(), owner, info.createdAt()), this.node));
		if (owner != null) {
			RelayScript.OWN.run(this.link.commands(), new String[] { this.keys.owner(owner) },
					RelayScript.argument(task.id()), RelayScript.argument(StoredTask.micros(info.createdAt())),
					RelayScript.argument(ttl.toMillis()), RelayScript.argument(MAX_LISTED));
		}
	}

	private static Duration streamTtl(boolean ended, Duration ttl) {
		return (ended && ttl.compareTo(RelaySettings.FULL_STORY) > 0) ? RelaySettings.FULL_STORY : ttl;
	}

	private String[] keys(UUID taskId) {
		return new String[] { this.keys.task(taskId), this.keys.events(taskId) };
	}

	/**
	 * Keep an active task for longer.
	 */
	void refresh(OwnTask task) {
		long ttl = this.settings.activeTtl(task.retention()).toMillis();
		for (String key : keys(task.id())) {
			this.link.commands().pexpire(key, ttl);
		}
	}

	/**
	 * Find what is always kept of a task.
	 */
	CompletionStage<@Nullable StoredTask> find(UUID taskId) {
		return this.link.commands()
			.hgetall(this.keys.task(taskId))
			.thenApply((fields) -> StoredTask.parse(taskId, fields));
	}

	/**
	 * Find the events of a task after the one with the given number.
	 */
	CompletionStage<List<StoredEvent>> events(UUID taskId, long last) {
		Range<String> later = Range.from(Range.Boundary.including((last + 1) + "-0"), Range.Boundary.unbounded());
		return this.link.commands().xrange(this.keys.events(taskId), later).thenApply(Stories::parse);
	}

	private static List<StoredEvent> parse(List<StreamMessage<String, byte[]>> entries) {
		List<StoredEvent> events = new ArrayList<>();
		for (StreamMessage<String, byte[]> entry : entries) {
			byte[] joined = entry.getBody().get("events");
			if (joined != null) {
				events.addAll(StoredEvent.parseAll(joined));
			}
		}
		return events;
	}

	/**
	 * End a task whose node is gone, unless it has ended.
	 * @param task what is known of it, for a Redis that does not have it any more
	 * @return the final event
	 */
	CompletionStage<StoredEvent> lose(StoredTask task, TaskEvent end) {
		List<byte[]> arguments = new ArrayList<>();
		arguments.add(EventCodec.encode(end));
		arguments.add(RelayScript.argument(this.settings.retention().toMillis()));
		arguments.add(RelayScript.argument(streamTtl(true, this.settings.retention()).toMillis()));
		arguments.add(RelayScript.argument(LOST_DISTANCE));
		arguments.add(RelayScript.argument(task.last()));
		arguments.addAll(StoredTask.identify(task.identity(), task.node()));
		CompletionStage<byte[]> result = RelayScript.LOSE.run(this.link.commands(), keys(task.id()),
				arguments.toArray(byte[][]::new));
		return result.thenApply(StoredEvent::parse);
	}

	/**
	 * Remove a task.
	 */
	CompletionStage<Long> remove(UUID taskId, @Nullable String owner) {
		if (owner != null) {
			this.link.commands().zrem(this.keys.owner(owner), RelayScript.argument(taskId));
		}
		return this.link.commands().del(keys(taskId));
	}

	/**
	 * Return the ids of an owner's tasks, the newest first. Some may have expired.
	 */
	CompletionStage<List<UUID>> ownedBy(String owner) {
		return this.link.commands()
			.zrevrange(this.keys.owner(owner), 0, MAX_LISTED - 1)
			.thenApply((ids) -> ids.stream()
				.map((id) -> UUID.fromString(new String(id, StandardCharsets.US_ASCII)))
				.toList());
	}

}
