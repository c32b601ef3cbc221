package dev.taskstream.browser;

import dev.taskstream.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What assistive technology is told, and what the keyboard can do.
 */
@BrowserTest
class AccessibilityTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Test
	void theBarIsAProgressbarWithNameValueAndText() {
		Actor actor = this.stage.start();
		actor.says("Row 40 of 100", 0.4);
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitPart(id, "value", "40%");

		AccessibilityTree.Node bar = node("progressbar");

		assertThat(bar.name()).isEqualTo("Import");
		assertThat(bar.value()).hasToString("40");
		assertThat(valueText(id)).isEqualTo("40% Row 40 of 100");
		assertThat(bar.property("valuemin")).hasToString("0");
		assertThat(bar.property("valuemax")).hasToString("100");
	}

	@Test
	void theBarHasNoValueUntilTheTaskReportsOne() {
		Actor actor = this.stage.start();
		actor.says("Looking");
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitPart(id, "text", "Looking");

		assertThat(node("progressbar").value()).isNull();
		assertThat(valueText(id)).isEqualTo("Looking");
	}

	@Test
	void theEndIsAnnouncedAtOnceAndProgressIsNotAtEveryReport() {
		Actor actor = this.stage.start();
		actor.says("Row 1 of 100", 0.01);
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitPart(id, "text", "Row 1 of 100");
		String announced = this.page.js("return arguments[0].textContent", this.page.part(id, "live"));

		actor.says("Row 2 of 100", 0.02);
		this.page.awaitPart(id, "text", "Row 2 of 100");
		this.page.awaitPart(id, "live", String.valueOf(announced));
		actor.completes(null);

		this.page.awaitPart(id, "live", "Import, 100%, Completed");
		assertThat(node("status").property("live")).isEqualTo("polite");
	}

	@Test
	void theKeyboardCancelsAndFocusStaysInTheElement() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(id, "running");

		Actions keyboard = new Actions(this.page.driver());
		keyboard.sendKeys(Keys.TAB).perform();
		assertThat(focused()).isEqualTo("cancel");
		keyboard.sendKeys(Keys.ENTER).perform();

		this.page.awaitState(id, "cancelled");
		Page.awaiting().until(this::focused, "track"::equals);
		assertThat(this.stage.status(actor)).isEqualTo(TaskStatus.CANCELLED);
	}

	@Test
	void thePageMayCancelInItsOwnWay() {
		Actor actor = this.stage.start();
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitState(id, "running");

		this.page.js("document.addEventListener('taskcancel', (event) => { event.preventDefault(); asked = true })");
		this.page.part(id, "cancel").click();

		this.page.awaitTrue("return asked");
		assertThat(this.stage.status(actor).isFinal()).isFalse();
	}

	/** Not from the tree: Chromium's DevTools always tell it empty. */
	private @Nullable String valueText(String id) {
		return this.page.part(id, "track").getDomAttribute("aria-valuetext");
	}

	private @Nullable String focused() {
		return this.page.js("return document.activeElement.shadowRoot?.activeElement?.part.value");
	}

	private AccessibilityTree.Node node(String role) {
		return new AccessibilityTree(this.page).node(role);
	}

}
