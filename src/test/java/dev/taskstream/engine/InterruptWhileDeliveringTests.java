package dev.taskstream.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.autoconfigure.TaskstreamAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class InterruptWhileDeliveringTests {

	@Test
	void aRunThatIsCancelledWhileItsStartIsDeliveredIsInterrupted() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(TaskstreamAutoConfiguration.class))
			.withPropertyValues("taskstream.executor.pool-size=1")
			.run((context) -> {
				TaskService tasks = context.getBean(TaskService.class);
				Sleeper first = new Sleeper();
				TaskStartResponse occupying = tasks.start(first);
				assertThat(first.running.await(10, TimeUnit.SECONDS)).isTrue();
				Sleeper cancelled = new Sleeper();
				TaskStartResponse queued = tasks.start(cancelled);
				AtomicBoolean signalled = new AtomicBoolean();
				tasks.log(queued.taskId()).orElseThrow().subscribe(0, () -> {
					if (signalled.compareAndSet(false, true)) {
						tasks.cancel(queued.taskId());
						Thread.interrupted(); // as a lock does that is taken while
												// delivering
					}
				});

				tasks.cancel(occupying.taskId());

				assertThat(cancelled.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
			});
	}

	/**
	 * Sleeps until it is interrupted.
	 */
	private static final class Sleeper extends BaseTask<Void, Void> {

		final CountDownLatch running = new CountDownLatch(1);

		final CountDownLatch interrupted = new CountDownLatch(1);

		@Override
		protected @Nullable Void execute(Void none, ProgressHandle progress) {
			this.running.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
			}
			return null;
		}

	}

}
