package dev.taskstream.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.taskstream.BaseTask;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class VirtualThreadsTests {

	@Test
	void tasksStayOnABoundedNumberOfPlatformThreads() throws ReflectiveOperationException {
		CountDownLatch letGo = new CountDownLatch(1);
		List<Thread> workers = new CopyOnWriteArrayList<>();
		BaseTask<Void, Void> waiting = BaseTask.of("Waiting", (progress) -> {
			workers.add(Thread.currentThread());
			letGo.await();
			return null;
		});
		try (RunningApplication application = RunningApplication.with("spring.threads.virtual.enabled=true",
				"taskstream.executor.pool-size=2", "taskstream.executor.queue-capacity=1")) {
			TaskService tasks = application.bean(TaskService.class);
			List<UUID> ids = Stream.generate(() -> tasks.start(waiting).taskId()).limit(3).toList();

			assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> tasks.start(waiting));
			await().until(() -> workers.size() == 2);
			assertThat(ids).map((id) -> tasks.find(id).orElseThrow())
				.extracting(TaskInfo::status)
				.containsExactly(TaskStatus.RUNNING, TaskStatus.RUNNING, TaskStatus.PENDING);
			assertThat(workers).allMatch((thread) -> thread.getName().startsWith("taskstream-worker-"));
			for (Thread worker : workers) {
				assertThat(isVirtual(worker)).isFalse();
			}
			letGo.countDown();
		}
	}

	/**
	 * {@code Thread.isVirtual()}, where there is one.
	 */
	private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
		return Runtime.version().feature() >= 21 && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
	}

}
