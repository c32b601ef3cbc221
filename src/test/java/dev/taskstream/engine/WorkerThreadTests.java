package dev.taskstream.engine;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerThreadTests {

	private final WorkerPool pool = new WorkerPool(1, 1, (work) -> work);

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void whatATaskLeavesInTheMdcDoesNotReachTheNext() {
		CompletableFuture<String> seen = new CompletableFuture<>();

		this.pool.ticket(() -> MDC.put("tenant", "the first")).submit();
		this.pool.ticket(() -> seen.complete(MDC.get("tenant"))).submit();

		assertThat(seen.join()).isNull();
	}

}
