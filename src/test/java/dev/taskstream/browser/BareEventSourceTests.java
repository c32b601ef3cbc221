package dev.taskstream.browser;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page with nothing but an {@code EventSource} that it never closes.
 */
@BrowserTest
class BareEventSourceTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Autowired
	RequestLog requests;

	@Test
	void theEndComesOnceAndThenSilence() {
		Actor actor = this.stage.start();
		actor.says("Half", 0.5);
		actor.completes("done");

		this.page.open("/pages/bare.html?" + actor.streamUrl());

		this.page.awaitTrue("return source.readyState === EventSource.CLOSED");
		assertThat(this.page.<List<Object>>js("return story")).containsExactly("task_started", "progress_update",
				"task_completed");
		String request = "GET " + actor.streamUrl();
		assertThat(this.requests.entries()).containsExactly(new RequestLog.Entry(request, null, 200),
				new RequestLog.Entry(request, "3", 204));
	}

	@Test
	void theEndsOfSeveralTasksComeOnceAndThenSilence() {
		List<Actor> actors = this.stage.start(2);
		actors.forEach((actor) -> actor.completes(Map.of()));
		String url = "/api/tasks/stream?taskId=" + actors.get(0).taskId() + "&taskId=" + actors.get(1).taskId();

		this.page.open("/pages/bare.html?" + url);

		this.page.awaitTrue("return source.readyState === EventSource.CLOSED");
		assertThat(this.page.<List<Object>>js("return story")).containsExactlyInAnyOrder("task_started",
				"task_completed", "task_started", "task_completed");
		assertThat(this.requests.entries()).extracting(RequestLog.Entry::status).containsExactly(200, 204);
	}

}
