package dev.taskstream.engine;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.TaskQueueFullException;
import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The two places of a pool when steps of the work's life meet.
 */
class PlaceTests {

	private static final Runnable NOTHING = () -> {
	};

	private Runnable beforeExecution = NOTHING;

	private final ThreadPoolTaskExecutor workers = TestWorkers.create(1, 1, () -> this.beforeExecution.run());

	private final AtomicInteger resets = new AtomicInteger();

	private WorkerPool pool;

	@BeforeEach
	void createPool() {
		EngineEnvironment usual = TestRuns.environment();
		this.pool = new WorkerPool(this.workers, 1, 1,
				new EngineEnvironment(usual.decorator(), usual.interceptor(), this.resets::incrementAndGet,
						usual.mapper(), usual.validator(), usual.owner(), usual.streamUrls(), usual.events(),
						usual.claims()),
				new ManualScheduler(new SettableClock(Instant.EPOCH)));
	}

	@AfterEach
	void stop() {
		this.workers.shutdown();
	}

	private WorkerPool.Ticket ticket(Runnable work) {
		WorkerPool.Ticket ticket = this.pool.ticket(work, (escaped) -> {
		});
		ticket.reserve();
		return ticket;
	}

	private void assertThatThePoolIsFull() {
		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> ticket(NOTHING));
	}

	@Test
	void workCancelledBeforeItsSubmissionGivesItsPlaceBackOnce() throws InterruptedException {
		WorkerPool.Ticket early = ticket(NOTHING);
		early.cancel();
		early.submit();
		Gate nextRan = new Gate();
		WorkerPool.Ticket next = ticket(nextRan::open);
		next.submit();
		nextRan.pass();
		next.release();

		ticket(NOTHING);
		ticket(NOTHING);
		assertThatThePoolIsFull();
	}

	@Test
	void workCancelledDuringItsSubmissionLeavesTheQueue() throws InterruptedException {
		Gate running = new Gate();
		Gate mayReturn = new Gate();
		ticket(() -> {
			running.open();
			mayReturn.passStubbornly();
		}).submit();
		running.pass();
		WorkerPool.Ticket queued = ticket(NOTHING);
		this.beforeExecution = queued::cancel;

		queued.submit();

		assertThat(this.pool.queued()).isZero();
		ticket(NOTHING);
		assertThatThePoolIsFull();
		mayReturn.open();
	}

	@Test
	void threadIsResetBeforeItsReturnIsTold() throws InterruptedException {
		Gate told = new Gate();
		WorkerPool.Ticket ticket = this.pool.ticket(NOTHING, (escaped) -> {
			if (this.resets.get() == 1) {
				told.open();
			}
		});
		ticket.reserve();

		ticket.submit();

		told.pass();
		assertThat(this.resets).hasValue(1);
	}

}
