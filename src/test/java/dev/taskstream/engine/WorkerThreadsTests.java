package dev.taskstream.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkerThreadsTests {

	private final Gate mayReturn = new Gate();

	private final WorkerThreads threads = new WorkerThreads(2);

	@AfterEach
	void stop() {
		this.mayReturn.open();
		this.threads.stop();
	}

	private void occupy() throws InterruptedException {
		Gate running = new Gate();
		this.threads.execute(() -> {
			running.open();
			this.mayReturn.passStubbornly();
		});
		running.pass();
	}

	private void awaitIdle() {
		Awaitility.await().until(() -> this.threads.active() == 0);
	}

	@Test
	void theThreadThatHasJustBecomeIdleIsPreferred() throws InterruptedException {
		Worker first = new Worker();
		Worker second = new Worker();
		assertThat(second.thread).isNotSameAs(first.thread);

		first.returnAndAwaitIdle();
		second.returnAndAwaitIdle();
		for (int i = 0; i < 3; i++) {
			Worker again = new Worker();
			assertThat(again.thread).isSameAs(second.thread);
			again.returnAndAwaitIdle();
		}
	}

	@Test
	void whatFindsAllThreadsBusyRunsInTheOrderInWhichItCame() throws InterruptedException {
		occupy();
		occupy();
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		Gate last = new Gate();
		Gate firstMayReturn = new Gate();
		this.threads.execute(firstMayReturn::passStubbornly);
		IntStream.range(0, 10).forEach((i) -> this.threads.execute(() -> order.add(i)));
		this.threads.execute(last::open);
		assertThat(this.threads.active()).isEqualTo(2);
		assertThat(this.threads.queued()).isEqualTo(12);

		this.mayReturn.open();
		last.pass();
		firstMayReturn.open();
		assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
		awaitIdle();
		assertThat(this.threads.queued()).isZero();
	}

	@Test
	void whatIsTakenBackNeverRuns() throws InterruptedException {
		occupy();
		occupy();
		Gate ran = new Gate();
		Runnable unwanted = ran::open;
		Gate next = new Gate();
		this.threads.execute(unwanted);
		this.threads.execute(next::open);

		assertThat(this.threads.remove(unwanted)).isTrue();
		assertThat(this.threads.remove(unwanted)).isFalse();
		this.mayReturn.open();
		next.pass();
		awaitIdle();
		assertThat(ran.isOpen()).isFalse();
	}

	@Test
	void workThatThrowsCostsNoThread() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			this.threads.execute(() -> {
				throw new IllegalStateException("broken");
			});
		}
		awaitIdle();

		occupy();
		occupy();
		assertThat(this.threads.active()).isEqualTo(2);
	}

	@Test
	void threadThatCannotBeStartedCostsNone() throws InterruptedException {
		AtomicBoolean exhausted = new AtomicBoolean(true);
		WorkerThreads scarce = new WorkerThreads(1, (work) -> {
			if (exhausted.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return new Thread(work);
		});
		Gate ran = new Gate();

		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> scarce.execute(ran::open))
			.withMessage("No thread could be started for the task");
		assertThat(scarce.active()).isZero();
		assertThat(ran.isOpen()).isFalse();

		exhausted.set(false);
		scarce.execute(ran::open);
		ran.pass();
		scarce.stop();
	}

	@Test
	void afterAStopNothingIsTakenAndWhatWaitedIsGivenBack() throws InterruptedException {
		occupy();
		occupy();
		Runnable waiting = () -> {
		};
		this.threads.execute(waiting);

		assertThat(this.threads.stop()).containsExactly(waiting);
		assertThat(this.threads.isStopped()).isTrue();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.threads.execute(waiting));
	}

	private final class Worker {

		private final Gate running = new Gate();

		private final Gate returning = new Gate();

		private volatile Thread thread;

		Worker() throws InterruptedException {
			WorkerThreadsTests.this.threads.execute(() -> {
				this.thread = Thread.currentThread();
				this.running.open();
				this.returning.passStubbornly();
			});
			this.running.pass();
		}

		/**
		 * A thread with nothing to do waits in the executor, for as long as it is kept.
		 */
		void returnAndAwaitIdle() {
			int active = WorkerThreadsTests.this.threads.active();
			this.returning.open();
			Awaitility.await()
				.until(() -> WorkerThreadsTests.this.threads.active() < active
						&& this.thread.getState() == Thread.State.TIMED_WAITING);
		}

	}

}
