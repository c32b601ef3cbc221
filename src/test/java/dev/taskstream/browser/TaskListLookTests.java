package dev.taskstream.browser;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code <task-list>} as it looks without any style of the page's own, sounds, and is
 * used by keyboard. Its pictures are in {@code target/screenshots}.
 */
@BrowserTest
class TaskListLookTests {

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	private final ScriptedTasks tasks = new ScriptedTasks();

	@BeforeEach
	void openList() {
		this.server.answer(this.tasks);
		this.page.openTasks();
		this.page.js("localStorage.clear()");
		this.page.jsAsync("""
				const done = arguments[1];
				import('/taskstream/task-list.js').then(() => {
				  window.list = document.createElement('task-list');
				  Object.assign(list, { src: arguments[0], ariaLabel: 'Imports' });
				  document.querySelector('main').append(list);
				  list.refresh().then(done);
				})""", ScriptedTasks.URL);
	}

	@Test
	void itFitsOnScreensOfAllKinds() {
		this.page.look(375, 300, false);
		this.page.screenshot("list-empty-light");
		this.page.look(375, 300, true);
		this.page.screenshot("list-empty-dark");
		addAllStates();

		for (boolean dark : new boolean[] { false, true }) {
			for (int width : new int[] { 1000, 375 }) {
				look("list-" + ((width < 500) ? "narrow" : "wide") + (dark ? "-dark" : "-light"), width, dark);
			}
		}
		this.page.look(1000, 900, false, Map.of("name", "forced-colors", "value", "active"));
		this.page.screenshot("list-forced-colors");
		this.page.jsAsync("speak('ar-EG', 'rtl').then(arguments[0])");
		this.page.js("list.src = null");
		addAllStates();
		look("list-rtl", 375, false);
	}

	@Test
	void theKeyboardRemovesOneAfterTheOtherAndFocusStaysInTheList() {
		this.tasks.complete("a");
		this.tasks.complete("b");
		this.tasks.start("c");
		add("a", "Orders");
		add("c", "Stock");
		add("b", "Customers");
		this.page.awaitTrue("return list.querySelectorAll('button:not([hidden])').length === 2");

		Actions keyboard = new Actions(this.page.driver());
		keyboard.sendKeys(Keys.TAB).perform();
		assertThat(focused()).isEqualTo("Remove Customers");
		keyboard.sendKeys(Keys.TAB).perform();
		assertThat(focused()).as("its button").isEqualTo("Stock");
		keyboard.sendKeys(Keys.TAB).perform();
		assertThat(focused()).isEqualTo("Remove Orders");
		keyboard.sendKeys(Keys.ENTER).perform();
		Page.awaiting().until(this::focused, "Imports"::equals);

		keyboard.sendKeys(Keys.TAB, Keys.SPACE).perform();
		this.page.awaitTrue("return list.querySelectorAll('[role=listitem]').length === 1");
		assertThat(focused()).isEqualTo("Imports");
	}

	@Test
	void itIsANamedListOfItems() {
		this.tasks.complete("a");
		this.tasks.start("b");
		add("a", "Orders");
		add("b", "Customers");
		this.page.awaitTrue("return list.querySelectorAll('button:not([hidden])').length === 1");

		assertThat(names("list")).containsExactly("Imports");
		assertThat(names("listitem")).hasSize(2);
		assertThat(names("progressbar")).containsExactlyInAnyOrder("Customers", "Orders");
		assertThat(names("button")).containsExactlyInAnyOrder("Cancel Customers", "Remove Orders");
		this.page.js("list.removeAttribute('aria-label')");
		assertThat(names("list")).containsExactly("Tasks");
	}

	private void addAllStates() {
		this.tasks.complete("a");
		this.tasks.end("b", "task_failed",
				"\"status\":\"FAILED\",\"error\":{\"code\":\"broken\",\"message\":\"Row 41 is not readable.\"}");
		this.tasks.end("c", "task_failed",
				"\"status\":\"CANCELLED\",\"error\":{\"code\":\"cancelled\",\"message\":\"Cancelled.\"}");
		this.tasks.report("d", "\"text\":\"Row 40 of 100\",\"value\":0.4");
		this.tasks.report("e", "\"text\":\"Looking for rows\",\"value\":null");
		this.tasks.queue("f");
		add("a", "Orders");
		add("b", "Customers");
		add("c", "A list of customers and their orders in november, " + "customers-".repeat(8) + ".csv");
		add("d", "Stock");
		add("e", "\u0627\u0644\u0639\u0645\u0644\u0627\u0621");
		add("f", "Prices");
		this.page.awaitTrue("return list.querySelectorAll('[state=running]').length === 2"
				+ " && list.querySelectorAll('button:not([hidden])').length === 3");
		this.tasks.answerRemovalWith(403);
		this.page.js("list.querySelector('button:not([hidden])').click()");
		this.page.awaitTrue("return list.shadowRoot.querySelector('[part=notice]').textContent !== ''");
	}

	private void look(String name, int width, boolean dark) {
		this.page.look(width, 900, dark);
		this.page.screenshot(name);

		assertThat(this.page.<Long>js("return document.documentElement.scrollWidth")).isEqualTo(width);
	}

	private void add(String id, String label) {
		this.tasks.start(id);
		this.page.js("list.add(...arguments)", ScriptedTasks.stream(id), label);
	}

	/** The name of the focused button, or of the element that the focus is inside of. */
	private String focused() {
		return String.valueOf(this.page.<String>js("return document.activeElement.ariaLabel"));
	}

	private List<String> names(String role) {
		return new AccessibilityTree(this.page).names(role);
	}

}
