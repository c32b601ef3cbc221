package dev.taskstream.browser;

import java.util.List;
import java.util.Map;

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

		Map<String, Object> bar = node("progressbar");

		assertThat(value(bar.get("name"))).isEqualTo("Import");
		assertThat(value(bar.get("value"))).hasToString("40");
		assertThat(valueText(id)).isEqualTo("40% Row 40 of 100");
		assertThat(property(bar, "valuemin")).hasToString("0");
		assertThat(property(bar, "valuemax")).hasToString("100");
	}

	@Test
	void theBarHasNoValueUntilTheTaskReportsOne() {
		Actor actor = this.stage.start();
		actor.says("Looking");
		this.page.openTasks();
		String id = this.page.show(actor.streamUrl(), "Import");
		this.page.awaitPart(id, "text", "Looking");

		assertThat(value(node("progressbar").get("value"))).isNull();
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
		assertThat(property(node("status"), "live")).isEqualTo("polite");
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

	@SuppressWarnings("unchecked")
	private Map<String, Object> node(String role) {
		Map<String, Object> tree = this.page.driver().executeCdpCommand("Accessibility.getFullAXTree", Map.of());
		List<Map<String, Object>> nodes = (List<Map<String, Object>>) tree.getOrDefault("nodes", List.of());
		return nodes.stream().filter((node) -> role.equals(value(node.get("role")))).findFirst().orElseThrow();
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Object property(Map<String, Object> node, String name) {
		return ((List<Map<String, Object>>) node.getOrDefault("properties", List.of())).stream()
			.filter((property) -> name.equals(property.get("name")))
			.map((property) -> value(property.get("value")))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Object value(@Nullable Object holder) {
		return (holder instanceof Map<?, ?> map) ? map.get("value") : null;
	}

}
