package dev.taskstream.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.taskstream.TaskQueueFullException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkerPoolTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ThreadPoolTaskExecutor workers = TestWorkers.create(1, 1);

	private final WorkerPool pool = new WorkerPool(this.workers, 1, 1, (work) -> work, () -> {
	});

	private final Gate running = new Gate();

	private final Gate mayReturn = new Gate();

	@AfterEach
	void stop() {
		this.mayReturn.open();
		this.workers.shutdown();
	}

	private WorkerPool.Ticket ticket(Runnable work) {
		WorkerPool.Ticket ticket = this.pool.ticket(work, (escaped) -> {
		});
		ticket.reserve();
		return ticket;
	}

	private WorkerPool.Ticket occupyWorker() throws InterruptedException {
		WorkerPool.Ticket ticket = ticket(() -> {
			this.running.open();
			this.mayReturn.passStubbornly();
		});
		ticket.submit();
		this.running.pass();
		return ticket;
	}

	private void assertThatPoolIsFull() {
		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(() -> ticket(() -> {
		}))
			.withMessage("All 1 workers are busy and the queue of 1 is full; see taskstream.executor.pool-size and "
					+ "taskstream.executor.queue-capacity");
	}

	@Test
	void mdcEntriesOfATaskDoNotReachTheNextTask() {
		CompletableFuture<String> seen = new CompletableFuture<>();

		ticket(() -> MDC.put("tenant", "the first")).submit();
		ticket(() -> seen.complete(MDC.get("tenant"))).submit();

		assertThat(seen.join()).isNull();
	}

	@Test
	void thereAreAsManyPlacesAsWorkersAndQueueTogether() throws InterruptedException {
		occupyWorker();
		WorkerPool.Ticket queued = ticket(() -> {
		});

		assertThatPoolIsFull();

		queued.release();
		queued.release();
		ticket(() -> {
		});
		assertThatPoolIsFull();
	}

	@Test
	void workCancelledInTheQueueFreesItsPlaceAtOnce() throws InterruptedException {
		occupyWorker();
		WorkerPool.Ticket queued = ticket(() -> {
		});
		queued.submit();
		assertThat(this.pool.queued()).isEqualTo(1);
		assertThat(this.pool.active()).isEqualTo(1);

		queued.cancel();

		assertThat(this.pool.queued()).isZero();
		ticket(() -> {
		}).submit();
		assertThatPoolIsFull();
	}

	@Test
	void workCancelledBeforeItsSubmissionNeverRuns() throws InterruptedException {
		Gate ran = new Gate();
		WorkerPool.Ticket early = ticket(ran::open);
		early.cancel();
		early.submit();
		Gate nextRan = new Gate();
		ticket(nextRan::open).submit();

		nextRan.pass();
		assertThat(ran.isOpen()).isFalse();
	}

	@Test
	void anEscapedExceptionIsReportedOnceThePlaceIsFree() throws InterruptedException {
		IllegalStateException escaping = new IllegalStateException("broken");
		Gate told = new Gate();
		WorkerPool.Ticket ticket = this.pool.ticket(() -> {
			throw escaping;
		}, (escaped) -> {
			assertThat(escaped).isSameAs(escaping);
			ticket(() -> {
			});
			ticket(() -> {
			});
			told.open();
		});
		ticket.reserve();
		ticket.submit();

		told.pass();
	}

	@Test
	void shutDownPoolRefusesWork() {
		this.workers.shutdown();
		WorkerPool.Ticket late = ticket(() -> {
		});

		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(late::submit)
			.withMessage("The service is stopping");
		ticket(() -> {
		});
		ticket(() -> {
		});
		assertThatPoolIsFull();
	}

	@Test
	void threadThatCannotBeStartedCostsNoPlace() throws InterruptedException {
		AtomicBoolean exhausted = new AtomicBoolean(true);
		ThreadPoolTaskExecutor scarce = TestWorkers.create(1, 0);
		scarce.setThreadFactory((work) -> {
			if (exhausted.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return new Thread(work);
		});
		scarce.initialize();
		WorkerPool single = new WorkerPool(scarce, 1, 0, (work) -> work, () -> {
		});
		Gate ran = new Gate();

		assertThatExceptionOfType(TaskQueueFullException.class).isThrownBy(reserved(single, ran)::submit)
			.withMessage("No thread could be started for the task");

		assertThat(ran.isOpen()).isFalse();
		exhausted.set(false);
		reserved(single, ran).submit();
		ran.pass();
		scarce.shutdown();
	}

	private static WorkerPool.Ticket reserved(WorkerPool pool, Gate ran) {
		WorkerPool.Ticket ticket = pool.ticket(ran::open, (escaped) -> {
		});
		ticket.reserve();
		return ticket;
	}

	@Test
	void aPlaceReservedForWorkThatIsCancelledIsFreeAtOnceAndOnlyOnce() {
		WorkerPool.Ticket reserved = ticket(() -> {
		});
		assertThat(reserved.isReserved()).isTrue();

		reserved.cancel();
		reserved.cancel();
		reserved.release();

		assertThat(reserved.isReserved()).isFalse();
		ticket(() -> {
		});
		ticket(() -> {
		});
		assertThatPoolIsFull();
	}

	@Test
	void awaitingReturnsSaysWhetherAllCodeHasReturned() throws InterruptedException {
		occupyWorker();

		assertThat(this.pool.awaitReturns(Duration.ZERO)).isFalse();
		this.mayReturn.open();
		assertThat(this.pool.awaitReturns(PATIENCE)).isTrue();

		ticket(() -> {
		});
		ticket(() -> {
		});
		assertThatPoolIsFull();
	}

}
