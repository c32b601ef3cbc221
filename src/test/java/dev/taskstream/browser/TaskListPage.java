package dev.taskstream.browser;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * A page with a {@code <task-list>}, as its tests use it.
 */
abstract class TaskListPage {

	static final String TASKS = ScriptedTasks.URL;

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	final ScriptedTasks tasks = new ScriptedTasks();

	@BeforeEach
	void answer() {
		this.server.answer(this.tasks);
		openList();
		this.page.js("localStorage.clear()");
	}

	String openList() {
		this.page.openTasks();
		this.page.jsAsync("""
				const done = arguments[1];
				import('/taskstream/task-list.js').then(() => {
				  window.list = document.createElement('task-list');
				  list.src = arguments[0];
				  document.querySelector('main').append(list);
				  list.refresh().then(done);
				})""", TASKS);
		return this.page.driver().getWindowHandle();
	}

	void add(String id, @Nullable String label) {
		this.tasks.start(id);
		this.page.js("list.add(...arguments)", TASKS + "/" + id + "/stream", label);
	}

	void removeFirst() {
		this.page.js("list.querySelector('[data-task=remove]:not([hidden])').click()");
	}

	void awaitRows(String... rows) {
		Page.awaiting()
			.until(() -> this.page.<List<Object>>js(
					"""
							return [...list.querySelectorAll('[role=listitem]')].map((row) =>
							  row.querySelector('[data-task=label]').textContent + ' ' + row.querySelector('task-progress').state)"""),
					List.of((Object[]) rows)::equals);
	}

	void awaitEmpty() {
		this.page.awaitTrue("return list.querySelector('[role=listitem]') === null"
				+ " && !list.shadowRoot.querySelector('[part=empty]').hidden");
	}

	void awaitNotice(String text) {
		Page.awaiting()
			.until(() -> this.page.<String>js("return list.shadowRoot.querySelector('[part=notice]').textContent"),
					text::equals);
	}

	List<Object> removable() {
		List<Object> names = this.page
			.js("return [...list.querySelectorAll('[data-task=remove]:not([hidden])')].map(({ ariaLabel }) => ariaLabel)");
		return (names != null) ? names : List.of();
	}

	String stored() {
		return String.valueOf(this.page.<String>js("return localStorage.getItem('taskstream.tasks')"));
	}

}
