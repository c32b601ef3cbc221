package dev.taskstream.actuate;

import java.util.List;
import java.util.UUID;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class TasksEndpointTests {

	private final TaskEngine engine = Engines.engine(1, 5);

	private final TaskService tasks = this.engine.service();

	private final TasksEndpoint endpoint = new TasksEndpoint(this.engine, new OpenStreams(1, 0), new StreamCounters());

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	@AfterEach
	void close() {
		this.stubborn.letGo.countDown();
		this.engine.close();
	}

	@Test
	void showsTheNewestTasksFirst() throws InterruptedException {
		UUID running = this.tasks.start(this.stubborn).taskId();
		this.stubborn.started.await();
		UUID queued = this.tasks.start(Engines.quick("queued")).taskId();

		TasksEndpoint.Tasks tasks = find(null, null);

		assertThat(tasks.engine()).isEqualTo(new EngineState(true, 1, 1, 1, 0));
		assertThat(tasks.total()).isEqualTo(2);
		assertThat(tasks.tasks()).extracting(TasksEndpoint.Task::taskId).containsExactly(queued, running);
		assertThat(find(null, 1).tasks()).extracting(TasksEndpoint.Task::taskId).containsExactly(queued);
		assertThat(find(TaskStatus.RUNNING, null).tasks()).extracting(TasksEndpoint.Task::taskId)
			.containsExactly(running);
	}

	private TasksEndpoint.Tasks find(TaskStatus status, Integer limit) {
		return this.endpoint.tasks(status, null, null, limit);
	}

	@Test
	void findsTasksByNameOwnerAndBeginningOfTheId() {
		UUID adas = this.tasks.start(Engines.quick("Import"), null, StartOptions.create().owner("Ada")).taskId();
		UUID nobodys = this.tasks.start(Engines.quick("Export")).taskId();

		assertThat(search("import")).containsExactly(adas);
		assertThat(search("ADA")).containsExactly(adas);
		assertThat(search("port")).containsExactlyInAnyOrder(adas, nobodys);
		assertThat(search(nobodys.toString().substring(0, 13))).containsExactly(nobodys);
		assertThat(search("nobody")).isEmpty();
	}

	private List<UUID> search(String text) {
		return this.endpoint.tasks(null, null, text, null).tasks().stream().map(TasksEndpoint.Task::taskId).toList();
	}

	@Test
	void findsLingeringTasksThatAreNoLongerKept() throws InterruptedException {
		UUID id = this.tasks.start(this.stubborn, null, StartOptions.create().owner("ada")).taskId();
		this.stubborn.started.await();
		assertThat(this.endpoint.task(id).lingering()).isFalse();
		this.tasks.cancel(id);
		this.tasks.remove(id);

		assertThat(this.endpoint.tasks(null, true, null, null).tasks()).singleElement().satisfies((task) -> {
			assertThat(task.taskId()).isEqualTo(id);
			assertThat(task.owner()).isEqualTo("ada");
			assertThat(task.stackTrace()).isNull();
		});
		assertThat(this.endpoint.task(id).stackTrace()).anyMatch((frame) -> frame.contains("Stubborn.execute"));

		this.stubborn.letGo.countDown();
		await().until(() -> this.endpoint.task(id) == null);
	}

	@Test
	void cancelsAndSaysWhetherItDid() throws InterruptedException {
		UUID id = this.tasks.start(this.stubborn).taskId();

		assertThat(this.endpoint.cancel(id).cancelled()).isTrue();
		assertThat(this.endpoint.cancel(id).cancelled()).isFalse();
		assertThat(this.endpoint.cancel(UUID.randomUUID()).cancelled()).isFalse();
		assertThat(this.tasks.find(id).orElseThrow().status()).isEqualTo(TaskStatus.CANCELLED);
	}

	@Test
	void countsWhatEndedInTheLastHourAndWhatWasRejected() {
		UUID id = this.tasks.start(this.stubborn).taskId();
		this.tasks.cancel(id);
		this.engine.refuse();
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.tasks.start(Engines.quick("late")));

		TasksEndpoint.Tasks tasks = find(null, null);

		assertThat(tasks.lastHour().cancelled().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
		assertThat(tasks.lastHour().completed()).containsOnly(0);
		assertThat(tasks.rejected()).isEqualTo(1);
		assertThat(tasks.streams()).isEqualTo(new TasksEndpoint.Streams(0, 0));
	}

	@Test
	void showsOneTask() throws InterruptedException {
		UUID id = this.tasks.start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.tasks.cancel(id);

		assertThat(this.endpoint.task(id)).satisfies((task) -> {
			assertThat(task.name()).isEqualTo("stubborn");
			assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
			assertThat(task.value()).isEqualTo(0.5);
			assertThat(task.errorCode()).isEqualTo("cancelled");
			assertThat(task.startedAt()).isBetween(task.createdAt(), task.finishedAt());
		});
		assertThat(this.endpoint.task(UUID.randomUUID())).isNull();
	}

	@Test
	void showsNoResultsAndNoTexts() {
		UUID id = this.tasks.start(this.stubborn).taskId();
		this.stubborn.letGo.countDown();
		await().until(() -> this.tasks.find(id).orElseThrow().status() == TaskStatus.COMPLETED);

		assertThat(this.tasks.find(id).orElseThrow().result()).isEqualTo("2");
		assertThat(TasksEndpoint.Task.class.getRecordComponents()).extracting((component) -> component.getName())
			.doesNotContain("result", "text", "params");
		assertThat(String.valueOf(this.endpoint.task(id))).doesNotContain("secret");
	}

}
