package dev.taskstream.browser;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.taskstream.TaskService;
import dev.taskstream.engine.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the operator's page tells assistive technology, and shows in forced colours.
 */
@BrowserTest
@TestPropertySource(properties = { "management.endpoints.web.exposure.include=tasks", "taskstream.console.enabled=true",
		"taskstream.executor.queue-capacity=8" })
class ConsoleAccessibilityTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Autowired
	TaskService tasks;

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	@AfterEach
	void letGo() {
		this.stubborn.letGo.countDown();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1100, 390 })
	void theTableHasAllItsColumnsOnEveryScreen(int width) {
		Actor actor = this.stage.start();
		actor.says("Row 1", 0.25);
		Console console = open();
		console.awaitRow(actor.taskId(), "25%");
		this.page.look(width, 1100, false);

		AccessibilityTree tree = new AccessibilityTree(this.page);

		assertThat(tree.names("table")).containsExactly("Tasks, the newest first");
		assertThat(tree.names("columnheader")).containsExactly("State", "Name", "Owner", "Progress", "Time", "Error",
				"Actions");
		assertThat(tree.names("cell")).hasSize(7 * console.rows().size());
		assertThat(tree.names("progressbar")).contains("Progress of Actor");
		assertThat(tree.names("button")).contains("Pause", "Cancel Actor " + actor.taskId());
		assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
	}

	@Test
	void figuresPlotsAndControlsHaveNames() {
		open();

		AccessibilityTree tree = new AccessibilityTree(this.page);

		assertThat(tree.names("status")).hasSize(2);
		assertThat(tree.names("DescriptionList")).containsExactly("Now");
		assertThat(tree.names("image")).hasSize(2).allMatch((name) -> name.matches(".* last hour.*\\d.*"));
		assertThat(tree.names("combobox")).containsExactly("State");
		assertThat(tree.names("searchbox")).containsExactly("Search");
	}

	@Test
	void theStackOfALingeringTaskIsANamedGroup() throws InterruptedException {
		UUID id = this.tasks.start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.tasks.cancel(id);
		Console console = open();
		console.awaitRow(id, "Cancelled, lingering");

		this.page.driver().findElement(By.tagName("summary")).click();

		Page.awaiting().until(() -> new AccessibilityTree(this.page).names("group").contains("Stack of stubborn"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void forcedColoursLeaveWhatOnlyColourTells(boolean dark) {
		open();
		this.page.look(1100, 1100, dark, Map.of("name", "forced-colors", "value", "active"));
		String released = backgroundOf("pause");

		this.page.element("pause").click();

		this.page.screenshot("console-forced-colors" + (dark ? "-dark" : "-light"));
		assertThat(backgroundOf("pause")).isNotEqualTo(released);
		List<String> bars = this.page
			.js("return [...document.querySelectorAll('#outcomes rect')].map((bar) => getComputedStyle(bar).fill)");
		List<String> legend = this.page.js("return [...document.querySelectorAll('#legend li')]"
				+ ".map((one) => getComputedStyle(one, '::before').backgroundColor)");
		assertThat(bars).hasSize(4)
			.doesNotHaveDuplicates()
			.doesNotContain(
					String.valueOf(this.page.<String>js("return getComputedStyle(document.body).backgroundColor")))
			.isEqualTo(legend);
	}

	private Console open() {
		Console console = new Console(this.page);
		console.open();
		return console;
	}

	private String backgroundOf(String id) {
		return this.page.element(id).getCssValue("background-color");
	}

}
