package dev.taskstream.engine;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskError;
import dev.taskstream.TaskQueueFullException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Keys that an engine shares with others.
 */
class KeyClaimsTests {

	private static final StartOptions KEY = StartOptions.create().key("import-42");

	private final Map<RunKey, UUID> claimed = new ConcurrentHashMap<>();

	private final Gate mayGoOn = new Gate();

	private final ScriptedTask waiting = ScriptedTask.of((progress) -> {
		this.mayGoOn.pass();
		return null;
	});

	private final TestEngine test = TestEngine.create((options) -> {
		options.poolSize = 1;
		options.queueCapacity = 0;
		options.claims = new KeyClaims() {

			@Override
			public UUID claim(RunKey key, UUID taskId) {
				UUID claimant = KeyClaimsTests.this.claimed.putIfAbsent(key, taskId);
				return (claimant != null) ? claimant : taskId;
			}

			@Override
			public void release(RunKey key, UUID taskId) {
				KeyClaimsTests.this.claimed.remove(key, taskId);
			}

		};
	});

	@AfterEach
	void close() {
		this.mayGoOn.open();
		this.test.close();
	}

	@Test
	void aKeyOfAnotherEngineStartsNothing() {
		UUID elsewhere = UUID.randomUUID();
		this.claimed.put(new RunKey(ScriptedTask.class, null, "import-42"), elsewhere);

		assertThat(this.test.tasks.start(this.waiting, null, KEY).taskId()).isEqualTo(elsewhere);
		assertThat(this.test.tasks.start(this.waiting, null, KEY).streamUrl()).contains(elsewhere.toString());
		assertThat(this.test.engine.findAll()).isEmpty();
		assertThat(this.claimed).containsValue(elsewhere);
	}

	@Test
	void aKeyIsClaimedUntilItsTaskEnds() {
		UUID id = this.test.tasks.start(this.waiting, null, KEY).taskId();
		assertThat(this.claimed).containsValue(id);
		this.mayGoOn.open();
		this.test.awaitEnd(id);
		await().until(this.claimed::isEmpty);
	}

	/**
	 * As after the engine's claim was lost elsewhere.
	 */
	@Test
	void aStartThatFindsItsKeyHeldByItsOwnEngineGivesItsClaimBack() {
		UUID id = this.test.tasks.start(this.waiting, null, KEY).taskId();
		this.claimed.clear();

		assertThat(this.test.tasks.start(this.waiting, null, KEY).taskId()).isEqualTo(id);
		assertThat(this.claimed).isEmpty();
	}

	@Test
	void aStartThatIsNotAcceptedGivesItsClaimBack() {
		this.test.start(this.waiting);

		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.test.tasks.start(this.waiting, null, KEY));
		assertThat(this.claimed).isEmpty();
	}

	@Test
	void anEngineThatWasAwayLosesItsTasks() {
		UUID id = this.test.start(this.waiting);
		this.test.engine.lose(id, new TaskError("node_lost", "The node was away."));

		assertThat(this.test.info(id).error().code()).isEqualTo("node_lost");
		this.test.engine.lose(id, new TaskError("other", "Too late."));
		assertThat(this.test.info(id).error().code()).isEqualTo("node_lost");
	}

}
