package dev.taskstream.sse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import dev.taskstream.engine.ManualExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialActionTests {

	private final ManualExecutor executor = new ManualExecutor();

	private final List<Throwable> failures = new ArrayList<>();

	private int runs;

	private Throwable fault;

	private final SerialAction action = new SerialAction(this::run, this.failures::add);

	private void run() throws Exception {
		this.runs++;
		if (this.runs == 1 && this.fault == null) {
			this.action.request(this.executor);
		}
		if (this.fault instanceof Error error) {
			throw error;
		}
		if (this.fault instanceof Exception exception) {
			throw exception;
		}
	}

	@Test
	void oneThreadIsAskedForSeveralRequests() {
		this.action.request(this.executor);
		this.action.request(this.executor);

		assertThat(this.executor.waiting()).isEqualTo(1);
	}

	@Test
	void requestDuringARunLeadsToAnotherOnTheSameThread() {
		this.action.request(this.executor);
		this.executor.runAll();

		assertThat(this.runs).isEqualTo(2);
	}

	@Test
	void actionThatFailedCanBeRequestedAgain() {
		for (Throwable next : List.of(new IllegalStateException(), new StackOverflowError())) {
			this.fault = next;
			this.action.request(this.executor);
			this.executor.runAll();
		}

		assertThat(this.failures).hasSize(2).last().isInstanceOf(StackOverflowError.class);
	}

	@Test
	void executorThatRefusesIsAFailure() {
		this.action.request((work) -> {
			throw new RejectedExecutionException();
		});
		this.action.request(this.executor);

		assertThat(this.failures).singleElement().isInstanceOf(RejectedExecutionException.class);
		assertThat(this.executor.waiting()).isEqualTo(1);
	}

}
