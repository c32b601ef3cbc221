package dev.taskstream.reliability;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.scenario.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A task that reports all the time and a client that reads it, whatever happens beside
 * them. Closing it ends the task and checks that each event has arrived.
 */
final class Healthy implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 20;

	private final Pulse pulse = new Pulse();

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final CompletableFuture<Answer> answer;

	private Healthy(RunningService service) {
		TaskStartResponse started = service.tasks().start(this.pulse);
		this.answer = CompletableFuture.supplyAsync(() -> {
			try {
				return Answer.of(service.port(), started.streamUrl());
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		}, this.thread);
	}

	static Healthy in(RunningService service) throws InterruptedException {
		Healthy healthy = new Healthy(service);
		healthy.pulse.begun.await();
		return healthy;
	}

	@Override
	public void close() throws Exception {
		this.pulse.enough.countDown();
		Answer whole = this.answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		this.thread.shutdown();
		assertThat(whole.complete()).as("a clean end of the body").isTrue();
		List<EventStream.Event> events = whole.events();
		assertThat(events.stream().map((event) -> Long.valueOf(event.id()))).as("every event, once and in order")
			.containsExactlyElementsOf(LongStream.rangeClosed(1, this.pulse.reports + 2).boxed().toList());
		assertThat(events.get(events.size() - 1).type()).isEqualTo("task_completed");
	}

	/**
	 * A task that reports up to two hundred times a second until it is enough.
	 */
	private static final class Pulse extends BaseTask<Void, Void> {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch enough = new CountDownLatch(1);

		private volatile long reports;

		@Override
		protected Void execute(Void nothing, ProgressHandle progress) throws InterruptedException {
			this.begun.countDown();
			for (long i = 1; !this.enough.await(5, TimeUnit.MILLISECONDS); i++) {
				progress.report("beat " + i);
				this.reports = i;
			}
			return null;
		}

	}

}
