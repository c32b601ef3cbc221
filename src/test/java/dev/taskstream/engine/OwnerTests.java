package dev.taskstream.engine;

import java.time.Duration;
import java.util.UUID;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class OwnerTests {

	private final TestEngine test = TestEngine.create((options) -> options.owner = "alice");

	@AfterEach
	void close() {
		this.test.close();
	}

	private UUID start(StartOptions options) {
		return this.test.tasks.start(ScriptedTask.returning(null), null, options).taskId();
	}

	@Test
	void anOwnerGivenByCodeWinsOverThePrincipal() {
		UUID principals = start(StartOptions.create());
		UUID bobs = start(StartOptions.create().owner("bob"));

		assertThat(this.test.tasks.log(principals).orElseThrow().owner()).isEqualTo("alice");
		assertThat(this.test.tasks.log(bobs).orElseThrow().owner()).isEqualTo("bob");
	}

	/**
	 * All within one instant of the clock, which says nothing about the order.
	 */
	@Test
	void anOwnersTasksAreFoundNewestFirst() {
		UUID first = start(StartOptions.create());
		UUID second = start(StartOptions.create());
		start(StartOptions.create().owner("bob"));
		UUID third = start(StartOptions.create());

		assertThat(this.test.tasks.findByOwner("alice")).extracting(TaskInfo::taskId)
			.containsExactly(third, second, first);
		assertThat(this.test.tasks.findByOwner("nobody")).isEmpty();
		assertThatNullPointerException().isThrownBy(() -> this.test.tasks.findByOwner(null))
			.withMessage("owner must not be null");
	}

	@Test
	void tasksThatAreNoLongerKnownAreNotFound() {
		UUID removed = start(StartOptions.create());
		UUID expired = start(StartOptions.create().retention(Duration.ofSeconds(1)));
		UUID kept = start(StartOptions.create());
		this.test.awaitEnd(removed);
		this.test.awaitEnd(expired);

		this.test.tasks.remove(removed);
		this.test.clock.advance(Duration.ofSeconds(1));

		assertThat(this.test.tasks.findByOwner("alice")).extracting(TaskInfo::taskId).containsExactly(kept);
	}

	@Test
	void theUrlOfAStreamIsTheOneThatAStartReturns() {
		UUID id = UUID.randomUUID();

		assertThat(this.test.tasks.streamUrl(id)).isEqualTo("/watch/" + id);
	}

	@Test
	void anOperatorSeesAllTasksWithTheirOwners() {
		start(StartOptions.create());
		start(StartOptions.create().owner("bob"));

		assertThat(this.test.engine.findAll()).extracting((log) -> log.owner()).containsExactly("bob", "alice");
	}

}
