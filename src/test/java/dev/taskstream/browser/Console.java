package dev.taskstream.browser;

import java.util.List;
import java.util.UUID;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * The operator's page, as a person uses it.
 */
final class Console {

	private final Page page;

	Console(Page page) {
		this.page = page;
	}

	void open() {
		this.page.open("/actuator/tasks/console");
		Page.awaiting().until(() -> this.page.element("accepting").getText(), "Accepting tasks"::equals);
	}

	void search(String text) {
		this.page.js("""
				const field = document.getElementById('search');
				field.value = arguments[0];
				field.dispatchEvent(new Event('input'))""", text);
	}

	void awaitText(String id, String text) {
		Page.awaiting().until(() -> this.page.element(id).getText(), text::equals);
	}

	void awaitRow(UUID taskId, String... texts) {
		Page.awaiting().until(() -> textOf(taskId), (shown) -> List.of(texts).stream().allMatch(shown::contains));
	}

	String textOf(UUID taskId) {
		return String.valueOf(this.page.<String>js("""
				return [...document.querySelectorAll('#tasks tr')]
				  .find((row) => row.textContent.includes(arguments[0]))?.innerText""", taskId.toString()));
	}

	List<UUID> ids() {
		List<String> shown = this.page
			.js("return [...document.querySelectorAll('#tasks tr:not(.stack) small')].map((id) => id.textContent)");
		return (shown != null) ? shown.stream().map(UUID::fromString).toList() : List.of();
	}

	List<WebElement> rows() {
		return this.page.driver().findElements(By.cssSelector("#tasks tr"));
	}

	WebElement cancelOf(UUID taskId) {
		return this.page.driver().findElement(By.cssSelector("button[aria-label$='" + taskId + "']"));
	}

}
