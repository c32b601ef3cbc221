package dev.taskstream.browser;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class ManyTasksTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Test
	void twentyElementsHoldOneConnection() {
		List<Actor> actors = this.stage.start(20);
		actors.forEach((actor) -> actor.says("Started", 0.1));
		this.page.openTasks();
		List<String> ids = actors.stream().map((actor) -> this.page.show(actor.streamUrl(), "Import")).toList();

		ids.subList(0, Stage.WORKERS).forEach((id) -> this.page.awaitPart(id, "text", "Started"));
		Page.awaiting().until(() -> this.stage.openStreams() == 1);

		actors.get(3).completes("done");
		this.page.awaitState(ids.get(3), "completed");
		assertThat(this.stage.openStreams()).isOne();

		actors.forEach((actor) -> actor.completes("done"));
		ids.forEach((id) -> this.page.awaitState(id, "completed"));
		Page.awaiting().until(() -> this.stage.openStreams() == 0);
	}

	@Test
	void oneTaskShownTwiceHoldsOneConnection() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String one = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(one, "running");
		String other = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(other, "running");

		assertThat(this.stage.openStreams()).isOne();
	}

	@Test
	void fiftyTasksShareAConnection() {
		List<Actor> actors = this.stage.start(110);
		this.page.openTasks();
		this.page.js("arguments[0].forEach((url) => show(url))", actors.stream().map(Actor::streamUrl).toList());

		Page.awaiting().until(() -> this.stage.openStreams() == 3);
		this.page.awaitTrue("return document.querySelectorAll('[state=running]').length === arguments[0]",
				Stage.WORKERS);
		actors.forEach((actor) -> actor.completes("done"));

		this.page.awaitTrue("return document.querySelectorAll('[state=completed]').length === 110");
	}

	@Test
	void anElementThatLeavesThePageLeavesItsConnection() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(id, "running");

		this.page.js("window.gone = document.querySelector('task-progress'); gone.remove()");
		Page.awaiting().until(() -> this.stage.openStreams() == 0);
		actor.completes("done");
		this.page.js("document.body.append(gone)");

		this.page.awaitState(id, "completed");
	}

}
