package dev.taskstream.browser;

import java.util.List;
import java.util.UUID;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator's page at {@code /actuator/tasks/console}.
 */
@BrowserTest
@TestPropertySource(properties = { "management.endpoints.web.exposure.include=tasks", "taskstream.console.enabled=true",
		"taskstream.executor.queue-capacity=8" })
class ConsoleTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Autowired
	TaskService tasks;

	private Console console;

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	@BeforeEach
	void openConsole() {
		this.console = new Console(this.page);
	}

	@AfterEach
	void letGo() {
		this.stubborn.letGo.countDown();
	}

	@Test
	void runningTasksAreShownLiveWithTheirOwners() {
		Actor actor = new Actor();
		this.stage.add(actor, this.tasks.start(actor, null, StartOptions.create().owner("ada")));
		actor.says("Row 1", 0.25);
		this.console.open();

		this.console.awaitRow(actor.taskId(), "Running", "Actor", "ada", "25%");
		actor.says("Row 2", 0.5);
		this.console.awaitRow(actor.taskId(), "50%");
		this.console.awaitText("busy", "1 of " + Stage.WORKERS);
		actor.completes(null);
		this.console.awaitRow(actor.taskId(), "Completed");
		this.console.awaitText("busy", "0 of " + Stage.WORKERS);
	}

	@Test
	void queueAndOutcomesAreShown() {
		UUID failed = this.tasks.start(new Failing()).taskId();
		Page.awaiting().until(() -> this.tasks.find(failed).orElseThrow().status().isFinal());
		Actor waiting = this.stage.startWaiting();
		this.console.open();

		this.console.awaitRow(waiting.taskId(), "Waiting");
		this.console.awaitText("queued", "1");
		this.console.awaitRow(failed, "Failed", "no_such_file: There is no such file.");
		assertThat(this.page.element("outcomes").getAccessibleName()).matches(".*[1-9]\\d* failed.*");
		assertThat(this.page.driver().findElements(By.cssSelector("#minutes rect.failed"))).isNotEmpty();
	}

	@Test
	void aTaskIsCancelledWithTheKeyboardAfterAQuestion() {
		Actor actor = this.stage.start();
		this.console.open();
		this.console.awaitRow(actor.taskId(), "Running");

		this.console.cancelOf(actor.taskId()).sendKeys(Keys.ENTER);
		this.page.driver().switchTo().alert().dismiss();
		assertThat(this.stage.status(actor)).isEqualTo(TaskStatus.RUNNING);
		this.console.cancelOf(actor.taskId()).sendKeys(Keys.ENTER);
		this.page.driver().switchTo().alert().accept();

		this.console.awaitRow(actor.taskId(), "Cancelled", "cancelled: The task was cancelled.");
		assertThat(this.stage.status(actor)).isEqualTo(TaskStatus.CANCELLED);
		assertThat(this.page.<String>js("return document.activeElement.id")).isEqualTo("search");
	}

	@Test
	void aLingeringTaskTellsWhereItsThreadIs() throws InterruptedException {
		UUID id = this.tasks.start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.tasks.cancel(id);
		this.console.open();
		new Actions(this.page.driver()).click(this.page.element("state")).sendKeys("Ling", Keys.ENTER).perform();

		this.console.awaitRow(id, "Cancelled, lingering");
		this.console.awaitText("lingering", "1");
		WebElement summary = this.page.driver().findElement(By.tagName("summary"));
		summary.sendKeys(Keys.ENTER);
		Page.awaiting()
			.until(() -> this.page.driver().findElement(By.tagName("pre")).getText(),
					(stack) -> stack.contains("Engines$Stubborn.execute"));
		assertThat(this.console.rows()).hasSize(2);

		this.stubborn.letGo.countDown();
		Page.awaiting().until(() -> this.page.element("empty").isDisplayed());
	}

	@Test
	void tasksAreFoundByNameOwnerAndId() {
		Actor adas = new Actor();
		this.stage.add(adas, this.tasks.start(adas, null, StartOptions.create().owner("Ada Lovelace")));
		Actor other = this.stage.start();
		this.console.open();
		this.console.awaitRow(other.taskId(), "Running");

		this.console.search("lovelace");
		Page.awaiting().until(() -> this.console.ids().equals(List.of(adas.taskId())));
		this.console.search(other.taskId().toString().substring(0, 8));
		Page.awaiting().until(() -> this.console.ids().equals(List.of(other.taskId())));
		this.console.search("actor");
		Page.awaiting().until(() -> this.console.ids().containsAll(List.of(adas.taskId(), other.taskId())));
		this.console.search("nobody");
		Page.awaiting().until(() -> this.page.element("empty").isDisplayed());
		this.console.awaitText("count", "0 found");
	}

	@Test
	void focusStaysInATableThatChanges() {
		Actor actor = this.stage.start();
		this.console.open();
		this.console.awaitRow(actor.taskId(), "Running");
		this.page.js("arguments[0].focus()", this.console.cancelOf(actor.taskId()));

		Actor next = this.stage.start();

		this.console.awaitRow(next.taskId(), "Running");
		assertThat(this.page.<String>js("return document.activeElement.ariaLabel"))
			.isEqualTo("Cancel Actor " + actor.taskId());
	}

	@Test
	void aServerThatIsAwayIsSaidAndComesBack() {
		try (Wire wire = new Wire(this.page.port())) {
			this.page.driver().get(wire.url("/actuator/tasks/console"));
			this.console.awaitText("busy", "0 of " + Stage.WORKERS);

			wire.breakBy(Wire.Breakage.RESET);
			Page.awaiting().until(() -> this.page.element("notice").getText(), "The server cannot be reached."::equals);
			wire.mend();
			Page.awaiting().until(() -> !this.page.element("notice").isDisplayed());
		}
	}

	private static final class Failing extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void none, ProgressHandle progress) {
			throw new TaskException("no_such_file", "There is no such file.");
		}

	}

}
