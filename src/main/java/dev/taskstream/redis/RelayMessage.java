package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A message to a node. A node ignores messages and fields that it does not know.
 *
 * @param intent what the message means
 * @param node the node that has sent it
 * @param tasks the tasks that it is about
 * @param request the request that is made or answered, if any
 * @param positive whether the answer is yes
 */
record RelayMessage(Intent intent, String node, List<TaskAt> tasks, @Nullable String request, boolean positive) {

	/**
	 * The meaning of a message.
	 */
	enum Intent {

		/** Shows that the node is alive; sent to itself. */
		BEAT,

		/** Asks for {@link #EVENTS} of tasks, for as long as it is repeated. */
		WATCH,

		/** Asks for no more of them. */
		UNWATCH,

		/** There are new events of tasks. */
		EVENTS,

		/** Asks to cancel a task. */
		CANCEL,

		/** Asks to remove a task. */
		REMOVE,

		/** Asks for an answer once all events until now are in Redis. */
		FLUSH,

		/** Answers a request. */
		ANSWER

	}

	/**
	 * A task, and the last event that the sender has of it.
	 *
	 * @param taskId the task's id
	 * @param last the number of the event
	 */
	record TaskAt(UUID taskId, long last) {

		static TaskAt parse(String text) {
			int colon = text.indexOf(':');
			return new TaskAt(UUID.fromString(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
		}

		@Override
		public String toString() {
			return this.taskId + ":" + this.last;
		}

	}

	static RelayMessage beat(String node) {
		return new RelayMessage(Intent.BEAT, node, List.of(), null, true);
	}

	static RelayMessage about(Intent intent, String node, Collection<TaskAt> tasks) {
		return new RelayMessage(intent, node, List.copyOf(tasks), null, true);
	}

	static RelayMessage ask(Intent intent, String node, List<TaskAt> tasks, String request) {
		return new RelayMessage(intent, node, tasks, request, true);
	}

	RelayMessage answer(String from, boolean isPositive) {
		return new RelayMessage(Intent.ANSWER, from, List.of(), this.request, isPositive);
	}

	Map<String, byte[]> fields() {
		Map<String, byte[]> fields = new HashMap<>();
		fields.put("type", this.intent.name().getBytes(StandardCharsets.US_ASCII));
		fields.put("node", this.node.getBytes(StandardCharsets.US_ASCII));
		if (!this.tasks.isEmpty()) {
			String text = this.tasks.stream().map(TaskAt::toString).collect(Collectors.joining(" "));
			fields.put("tasks", text.getBytes(StandardCharsets.US_ASCII));
		}
		if (this.request != null) {
			fields.put("request", this.request.getBytes(StandardCharsets.US_ASCII));
			fields.put("positive", Boolean.toString(this.positive).getBytes(StandardCharsets.US_ASCII));
		}
		return fields;
	}

	/**
	 * Parse the fields of a message.
	 * @return the message, or {@code null} if its intent is unknown
	 */
	static @Nullable RelayMessage parse(Map<String, byte[]> fields) {
		String name = text(fields, "type");
		Intent intent = Arrays.stream(Intent.values())
			.filter((known) -> known.name().equals(name))
			.findFirst()
			.orElse(null);
		if (intent == null) {
			return null;
		}
		String tasks = text(fields, "tasks");
		return new RelayMessage(intent, text(fields, "node"),
				tasks.isEmpty() ? List.of() : Arrays.stream(tasks.split(" ")).map(TaskAt::parse).toList(),
				fields.containsKey("request") ? text(fields, "request") : null,
				Boolean.parseBoolean(text(fields, "positive")));
	}

	private static String text(Map<String, byte[]> fields, String name) {
		byte[] value = fields.get(name);
		return (value != null) ? new String(value, StandardCharsets.UTF_8) : "";
	}

}
