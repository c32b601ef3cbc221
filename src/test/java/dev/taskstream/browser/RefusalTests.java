package dev.taskstream.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.taskstream.browser.ScriptedServer.Answer;
import dev.taskstream.browser.ScriptedServer.Request;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that does not show a task. Watching ends with the reason where a later attempt
 * cannot help, and goes on where it can.
 */
@BrowserTest
class RefusalTests {

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	@Test
	void aFinalRefusalEndsTheWatchingWithItsReason() {
		String elsewhere = "http://127.0.0.1:" + this.page.port() + "/scripted/login";
		Map<String, Answer> answers = new LinkedHashMap<>();
		answers.put("unauthorized 1", Answer.status(401));
		answers.put("unauthorized 2", Answer.status(403));
		answers.put("unauthorized 3", Answer.redirect("/scripted/login"));
		answers.put("unauthorized 4", Answer.redirect(elsewhere));
		answers.put("lost 1", Answer.status(404));
		answers.put("lost 2", Answer.status(410));
		for (int status : new int[] { 400, 405, 414, 431, 204 }) {
			answers.put("refused " + status, Answer.status(status));
		}
		answers.put("refused text", Answer.page("text/plain", "session expired"));
		answers.put("refused page", Answer.page("text/html", "<h1>Sorry</h1>"));
		this.server.answer((request) -> answers.entrySet()
			.stream()
			.filter((entry) -> request.url().contains(path(entry.getKey())))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(Answer.page("text/html", "<h1>Sign in</h1>")));
		this.page.openTasks();

		Map<String, String> ids = new LinkedHashMap<>();
		answers.keySet().forEach((name) -> ids.put(name, this.page.show(stream(name), name)));

		ids.forEach((name, id) -> this.page.awaitState(id, name.split(" ")[0]));
		assertThat(told(ids.get("unauthorized 4"))).containsExactly("unauthorized");
		assertThat(told(ids.get("lost 2"))).containsExactly("task_lost");
		assertThat(told(ids.get("refused 405"))).containsExactly("request_refused");
		// A stream, and the question why there is none
		answers.keySet()
			.stream()
			.filter((name) -> !name.equals("unauthorized 4"))
			.forEach((name) -> assertThat(this.server.urls()).filteredOn(stream(name)::equals).as(name).hasSize(2));
	}

	@Test
	void aSignedOutUserEndsAllTasksOfAStreamAtOnce() {
		this.server.answer((request) -> Answer.status(401));
		this.page.openTasks();

		watch(3);

		this.page.awaitTrue("return document.querySelectorAll('[state=unauthorized]').length === 3");
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void aPassingRefusalIsTriedAgain() {
		int[] statuses = { 503, 429, 408 };
		this.server.answer((request) -> {
			int earlier = (int) this.server.urls().stream().filter(request.url()::equals).count();
			return (earlier > 1) ? Answer.stream(ScriptedServer.started("1", "a"))
					: Answer.status(Integer.parseInt(request.url().split("/")[2]));
		});
		this.page.openTasks();

		for (int status : statuses) {
			this.page.show("/scripted/" + status + "/a/stream", "Import");
		}

		this.page.awaitTrue("return document.querySelectorAll('[state=running]').length === 3");
	}

	@Test
	void aRequestThatIsTooLongIsMadeAgainWithFewerTasks() {
		this.server.answer((request) -> (request.tasks() > 15) ? Answer.status(431) : Answer.stream(""));
		this.page.openTasks();

		watch(60);

		Page.awaiting().until(() -> this.server.requests().stream().filter((one) -> one.tasks() <= 15).count() >= 5);
		assertThat(this.server.requests()).extracting(Request::tasks).contains(50, 25).allMatch((tasks) -> tasks <= 50);
		assertThat(this.page.<Long>js("return document.querySelectorAll('[state=waiting]').length")).isEqualTo(60);
	}

	private void watch(int number) {
		List<String> urls = IntStream.range(0, number).mapToObj((i) -> "/scripted/tasks/t" + i + "/stream").toList();
		this.page.js("arguments[0].forEach((url) => show(url))", urls);
	}

	private static String path(String name) {
		return "/scripted/" + name.replace(' ', '-') + "/";
	}

	private static String stream(String name) {
		return path(name) + "a/stream";
	}

	private List<Object> told(String id) {
		return this.page.js("return told[arguments[0]].ends", id);
	}

}
