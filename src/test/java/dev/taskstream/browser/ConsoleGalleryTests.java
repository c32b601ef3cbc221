package dev.taskstream.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.taskstream.BaseTask;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the operator's page looks. The picture in docs/operations.md is one of those that
 * this leaves in target/screenshots.
 */
@BrowserTest
@TestPropertySource(properties = { "management.endpoints.web.exposure.include=tasks", "taskstream.console.enabled=true",
		"taskstream.executor.queue-capacity=8" })
class ConsoleGalleryTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Autowired
	TaskService tasks;

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	private Map<String, Object> script = Map.of();

	@AfterEach
	void letGo() {
		this.stubborn.letGo.countDown();
		this.page.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", this.script);
	}

	@Test
	void thePageFitsOnScreensOfAllKinds() throws Exception {
		for (String done : List.of("Price import", "Monthly report", "Photo export")) {
			await(this.tasks.start(BaseTask.of(done, (progress) -> 1), null, StartOptions.create().owner("grace")));
		}
		await(this.tasks.start(BaseTask.of("Statement", (progress) -> {
			throw new TaskException("no_such_account", "There is no account 4711.");
		})));
		UUID lingering = this.tasks.start(this.stubborn, null, StartOptions.create().owner("ada")).taskId();
		this.stubborn.started.await();
		this.tasks.cancel(lingering);
		await(this.tasks.start(BaseTask.of("Statistics", (progress) -> {
			throw new IllegalStateException("The disk is full");
		})));
		List<Actor> actors = this.stage.start(3);
		for (int i = 0; i < actors.size(); i++) {
			actors.get(i).says("Row", 0.3 * (i + 1));
		}
		withAnHourOfHistory();
		Console console = new Console(this.page);
		console.open();
		console.awaitRow(actors.get(2).taskId(), "90%");
		console.awaitRow(lingering, "lingering");
		this.page.driver().findElement(By.tagName("summary")).click();
		Page.awaiting()
			.until(() -> this.page.driver().findElement(By.tagName("pre")).getText(), (stack) -> !stack.isEmpty());

		for (boolean dark : new boolean[] { true, false }) {
			for (int width : new int[] { 390, 1100 }) {
				this.page.look(width, 1100, dark);
				this.page.js("scrollTo(0, 0)");
				Path picture = this.page
					.screenshot("console" + ((width < 500) ? "-phone" : "-desktop") + (dark ? "-dark" : "-light"));

				assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
				assertThat(Files.size(picture)).isLessThan(250_000);
			}
		}
		this.page.look(1100, 1100, false, Map.of("name", "forced-colors", "value", "active"));
		this.page.screenshot("console-forced-colors");
	}

	private void await(TaskStartResponse started) {
		Page.awaiting().until(() -> this.tasks.find(started.taskId()).orElseThrow().status().isFinal());
	}

	/**
	 * Lets the page that is opened next believe that tasks have ended for an hour.
	 */
	private void withAnHourOfHistory() {
		this.script = this.page.driver()
			.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source",
					"""
							if (location.pathname.endsWith('/console')) {
							  const json = Response.prototype.json;
							  Response.prototype.json = async function () {
							    const answer = await json.call(this);
							    const per = (scale) => answer.lastHour?.completed.map((_, i) =>
							      Math.max(0, Math.round(scale * (1 + Math.sin(i / 7) + Math.sin(i * i) / 2))));
							    if (answer.lastHour) answer.lastHour = { completed: per(9), failed: per(.6), cancelled: per(1), timedOut: per(.3) };
							    return answer;
							  };
							}"""));
	}

}
