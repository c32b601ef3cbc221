package dev.taskstream.actuate;

import java.util.UUID;

import dev.taskstream.TaskStatus;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TasksEndpointTests {

	private final TaskEngine engine = Engines.engine(1, 5);

	private final TasksEndpoint endpoint = new TasksEndpoint(this.engine);

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	@AfterEach
	void close() {
		this.stubborn.letGo.countDown();
		this.engine.close();
	}

	@Test
	void showsTheNewestTasksFirst() throws InterruptedException {
		UUID running = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();
		UUID queued = this.engine.service().start(Engines.quick("queued")).taskId();

		TasksEndpoint.Tasks tasks = this.endpoint.tasks(null, null);

		assertThat(tasks.engine()).isEqualTo(new EngineState(true, 1, 1, 1, 0));
		assertThat(tasks.total()).isEqualTo(2);
		assertThat(tasks.tasks()).extracting(TasksEndpoint.Task::taskId).containsExactly(queued, running);
		assertThat(this.endpoint.tasks(null, 1).tasks()).extracting(TasksEndpoint.Task::taskId).containsExactly(queued);
		assertThat(this.endpoint.tasks(TaskStatus.RUNNING, null).tasks()).extracting(TasksEndpoint.Task::taskId)
			.containsExactly(running);
	}

	@Test
	void showsOneTask() throws InterruptedException {
		UUID id = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.engine.service().cancel(id);

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
		UUID id = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.letGo.countDown();
		await().until(() -> this.engine.service().find(id).orElseThrow().status() == TaskStatus.COMPLETED);

		assertThat(this.engine.service().find(id).orElseThrow().result()).isEqualTo("2");
		assertThat(TasksEndpoint.Task.class.getRecordComponents()).extracting((component) -> component.getName())
			.doesNotContain("result", "text", "params", "owner");
		assertThat(String.valueOf(this.endpoint.task(id))).doesNotContain("secret");
	}

}
