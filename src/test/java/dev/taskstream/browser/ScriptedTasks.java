package dev.taskstream.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.taskstream.browser.ScriptedServer.Answer;
import dev.taskstream.browser.ScriptedServer.Request;

/**
 * Answers of a server that lists, streams and removes tasks: here {@code a} or {@code b}.
 */
final class ScriptedTasks implements Function<Request, Answer> {

	static final String URL = "/scripted/tasks";

	/**
	 * By id: type and members of the events of each known task, the last one of two at
	 * most.
	 */
	private final Map<String, List<Event>> tasks = new ConcurrentHashMap<>();

	private volatile Answer listing = Answer.status(403);

	private volatile int removal = 204;

	static String stream(String id) {
		return URL + "/" + id + "/stream";
	}

	void start(String id) {
		this.tasks.putIfAbsent(id, List.of(new Event("task_started", "\"name\":\"Import\"")));
	}

	void queue(String id) {
		this.tasks.put(id, List.of());
	}

	void report(String id, String members) {
		this.tasks.put(id,
				List.of(new Event("task_started", "\"name\":\"Import\""), new Event("progress_update", members)));
	}

	void complete(String id) {
		end(id, "task_completed", "\"result\":\"done\"");
	}

	void end(String id, String type, String members) {
		this.tasks.put(id, List.of(new Event("task_started", "\"name\":\"Import\""), new Event(type, members)));
	}

	void lose(String id) {
		this.tasks.remove(id);
	}

	/**
	 * List tasks to a caller who is signed in.
	 */
	void list(String... ids) {
		this.listing = Answer.page("application/json", Stream.of(ids)
			.map((id) -> "{\"taskId\":\"" + id + "\",\"name\":\"Import\",\"status\":\"RUNNING\",\"result\":null}")
			.collect(Collectors.joining(",", "{\"tasks\":[", "]}")));
	}

	void answerListWith(Answer answer) {
		this.listing = answer;
	}

	void answerRemovalWith(int status) {
		this.removal = status;
	}

	@Override
	public Answer apply(Request request) {
		if (request.method().equals("DELETE")) {
			return Answer.status(this.removal);
		}
		if (request.url().equals(URL)) {
			return this.listing;
		}
		List<String> ids = Stream.of(request.url().split("[?&]"))
			.filter((parameter) -> parameter.startsWith("taskId="))
			.map((parameter) -> parameter.substring("taskId=".length()))
			.toList();
		if (!ids.isEmpty()) {
			return Answer
				.stream(ids.stream().map((id) -> story(id, ids.indexOf(id), ids.size())).collect(Collectors.joining()));
		}
		String id = request.url().split("/")[3];
		return this.tasks.containsKey(id) ? Answer.stream(story(id, 0, 1)) : Answer.status(404);
	}

	/** With the numbers that its events have among others'. */
	private String story(String id, int index, int number) {
		String before = "0.".repeat(index);
		String after = ".0".repeat(number - index - 1);
		List<Event> events = this.tasks.get(id);
		if (events == null) {
			return ScriptedServer.failed(before + "x" + after, id, "task_not_found");
		}
		return events.stream()
			.map((event) -> ScriptedServer.event(before + (events.indexOf(event) + 1) + after, id, event.type(),
					event.members()))
			.collect(Collectors.joining());
	}

	private record Event(String type, String members) {

	}

}
