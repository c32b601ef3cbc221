package dev.taskstream.browser;

import java.util.List;
import java.util.Map;

import dev.taskstream.browser.ScriptedServer.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several tasks on one stream: its ids say where each task is, and so does each request
 * for another stream.
 */
@BrowserTest
class SharedStreamTests {

	private static final String SHARED = "/scripted/tasks/stream?taskId=a&taskId=b";

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	@Test
	void aTaskThatJoinsContinuesTheOthersWhereTheyAre() {
		this.page.openTasks();
		watch("a");
		watch("b");
		awaitRequest(SHARED);

		this.server.send(SHARED, ScriptedServer.started("1.0", "a") + ScriptedServer.progress("2.0", "a", "Row 1"));
		awaitReports(0, "Row 1");
		watch("c");

		awaitRequest("/scripted/tasks/stream?taskId=a&taskId=b&taskId=c&lastEventId=2.0.0");
	}

	@Test
	void anEventIsToldOnceAndEqualEventsAreEachTold() {
		this.page.openTasks();
		watch("a");
		watch("b");
		awaitRequest(SHARED);

		// All at the same time by the server's clock, and one number twice
		this.server.send(SHARED,
				ScriptedServer.started("1.0", "a") + ScriptedServer.progress("2.0", "a", "Row 1")
						+ ScriptedServer.progress("2.0", "a", "Row 1") + ScriptedServer.progress("3.0", "a", "Row 1")
						+ ScriptedServer.started("3.1", "b") + ScriptedServer.progress("5.1", "a", "Row 4")
						+ ScriptedServer.progress("5.2", "b", "Row 1"));

		awaitReports(0, "Row 1", "Row 1", "Row 4");
		awaitReports(1, "Row 1");
	}

	@Test
	void aTaskThatHasEndedKeepsItsPlaceInTheIdsOfTheStream() {
		this.page.openTasks();
		watch("a");
		watch("b");
		awaitRequest(SHARED);

		this.server.send(SHARED, ScriptedServer.started("1.0", "a") + ScriptedServer.completed("2.0", "a"));
		awaitEnd(0, Map.of("result", "done"));
		this.server.send(SHARED, ScriptedServer.started("2.1", "b") + ScriptedServer.progress("2.2", "b", "Row 1"));
		awaitReports(1, "Row 1");
		this.page.js("asleep += 60e3; dispatchEvent(new Event('online'))");

		awaitRequest("/scripted/tasks/b/stream?lastEventId=2");
		// On its own stream the code is the task's
		this.server.send("/scripted/tasks/b/stream?lastEventId=2", ScriptedServer.failed("3", "b", "task_not_found"));
		awaitEnd(1, "task_not_found", "FAILED");
	}

	@Test
	void aTaskIsLostWhereTheServerDoesNotKnowIt() {
		this.page.openTasks();
		watch("a");
		watch("b");
		awaitRequest(SHARED);

		this.server.send(SHARED, ScriptedServer.failed("0.x", "b", "task_not_found")
				+ ScriptedServer.started("1.x", "a") + ScriptedServer.failed("2.x", "a", "task_not_found"));

		awaitEnd(1, "task_lost", "LOST");
		// Its own code, since the server knows where it is
		awaitEnd(0, "task_not_found", "FAILED");
	}

	@Test
	void theBrowserResumesAStreamByItsId() {
		this.server.answer((request) -> (request.lastEventId() == null) ? Answer.stream("retry: 10\n")
				: Answer.stream(ScriptedServer.progress("2.1", "a", "Row 1")));
		this.page.openTasks();
		watch("a");
		watch("b");
		awaitRequest(SHARED);

		this.server.send(SHARED, ScriptedServer.started("1.0", "a") + ScriptedServer.started("1.1", "b"));
		this.page.awaitTrue("return watched.every(({ states }) => states.includes('running'))");
		this.server.hangUp(SHARED);

		awaitReports(0, "Row 1");
		assertThat(this.server.requests()).last().extracting(ScriptedServer.Request::lastEventId).isEqualTo("1.1");
	}

	@Test
	void aStreamWithAQueryIsOfOneTask() {
		this.page.openTasks();
		watch("a", "?token=x%20y");
		watch("b", "?token=z");
		awaitRequest("/scripted/tasks/a/stream?token=x%20y");
		awaitRequest("/scripted/tasks/b/stream?token=z");

		this.server.send("/scripted/tasks/a/stream?token=x%20y", ScriptedServer.started("1", "a"));
		this.page.awaitTrue("return watched[0].states.includes('running')");
		this.page.js("asleep += 60e3; dispatchEvent(new Event('online'))");

		awaitRequest("/scripted/tasks/a/stream?token=x%20y&lastEventId=1");
	}

	private void watch(String task) {
		watch(task, "");
	}

	private void watch(String task, String query) {
		this.page.js("watch(arguments[0])", "/scripted/tasks/" + task + "/stream" + query);
	}

	private void awaitRequest(String url) {
		Page.awaiting().until(this.server::urls, (urls) -> urls.contains(url));
	}

	private void awaitReports(int index, String... texts) {
		Page.awaiting()
			.until(() -> this.page
				.<List<@Nullable Object>>js("return watched[arguments[0]].progress.map(([text]) => text)", index),
					List.of((Object[]) texts)::equals);
	}

	private void awaitEnd(int index, String code, String status) {
		this.page.awaitTrue("const [end] = watched[arguments[0]].ends;"
				+ "return end?.code === arguments[1] && end.status === arguments[2]", index, code, status);
	}

	private void awaitEnd(int index, Map<String, Object> end) {
		Page.awaiting()
			.until(() -> this.page.<List<Object>>js("return watched[arguments[0]].ends", index), List.of(end)::equals);
	}

}
