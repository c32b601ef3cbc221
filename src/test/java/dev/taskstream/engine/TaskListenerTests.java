package dev.taskstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

class TaskListenerTests {

	private final TaskEngine engine = Engines.engine(1, 1);

	private final Recorder recorder = new Recorder();

	private final Engines.Stubborn stubborn = new Engines.Stubborn();

	private final LogRecorder log = new LogRecorder(TaskListeners.class);

	@AfterEach
	void close() {
		this.log.close();
		this.stubborn.letGo.countDown();
		this.engine.close();
	}

	@Test
	void everyEndIsToldOnce() throws InterruptedException {
		this.engine.addListener(this.recorder);

		UUID cancelled = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.engine.service().cancel(cancelled);
		this.stubborn.letGo.countDown();
		this.engine.service().start(Engines.quick("quick"));

		await().untilAsserted(() -> assertThat(this.recorder.ended).extracting(TaskInfo::name, TaskInfo::status)
			.containsExactly(tuple("stubborn", TaskStatus.CANCELLED), tuple("quick", TaskStatus.COMPLETED)));
	}

	@Test
	void anAcceptanceIsToldOnceAndARejectionIsNone() {
		this.engine.addListener(this.recorder);
		StartOptions options = StartOptions.create().key("key").retention(Duration.ofSeconds(7));

		this.engine.service().start(this.stubborn, null, options);
		this.engine.service().start(this.stubborn, null, options);
		this.engine.refuse();
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.engine.service().start(Engines.quick("too late")));

		assertThat(this.recorder.accepted).containsExactly("stubborn kept for PT7S");
	}

	@Test
	void anEndInTheQueueIsToldWithoutAStart() throws InterruptedException {
		this.engine.addListener(this.recorder);
		this.engine.service().start(this.stubborn);
		this.stubborn.started.await();

		this.engine.service().cancel(this.engine.service().start(Engines.quick("queued")).taskId());

		assertThat(this.recorder.ended).singleElement()
			.satisfies((task) -> assertThat(task.startedAt()).isNull())
			.extracting(TaskInfo::name)
			.isEqualTo("queued");
	}

	@Test
	void rejectionsAreTold() throws InterruptedException {
		this.engine.addListener(this.recorder);
		this.engine.service().start(this.stubborn);
		this.stubborn.started.await();
		this.engine.service().start(Engines.quick("queued"));

		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.engine.service().start(Engines.quick("too many")));
		assertThat(this.recorder.rejected).hasValue(1);

		this.engine.refuse();
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.engine.service().start(Engines.quick("too late")));
		assertThat(this.recorder.rejected).hasValue(2);
	}

	@Test
	void aListenerThatThrowsHarmsNeitherTheRunNorOtherListeners() {
		this.engine.addListener(new TaskListener() {

			@Override
			public void accepted(TaskLog task, Duration retention) {
				throw new StackOverflowError("accepted");
			}

			@Override
			public void ended(TaskInfo task) {
				throw new IllegalStateException("ended");
			}

			@Override
			public void rejected() {
				throw new NoClassDefFoundError("rejected");
			}

		});
		this.engine.addListener(this.recorder);

		UUID first = this.engine.service().start(Engines.quick("first")).taskId();
		await().until(() -> this.recorder.ended.size() == 1);
		assertThat(this.engine.service().find(first)).get()
			.extracting(TaskInfo::status)
			.isEqualTo(TaskStatus.COMPLETED);

		this.engine.service().start(Engines.quick("second"));
		await().until(() -> this.recorder.ended.size() == 2);

		this.engine.refuse();
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> this.engine.service().start(Engines.quick("too late")));
		assertThat(this.recorder.rejected).hasValue(1);
		assertThat(this.log.warnings()).hasSize(5).containsOnly("A task listener failed; it must not throw");
	}

	@Test
	void stateCountsActiveQueuedAndLingering() throws InterruptedException {
		UUID running = this.engine.service().start(this.stubborn).taskId();
		this.stubborn.started.await();
		this.engine.service().start(Engines.quick("queued"));
		assertThat(this.engine.state()).isEqualTo(new EngineState(true, 1, 1, 1, 0));
		assertThat(this.engine.state().isStuck()).isFalse();

		this.engine.service().cancel(running);

		assertThat(this.engine.state()).isEqualTo(new EngineState(true, 1, 0, 1, 1));
		assertThat(this.engine.state().isStuck()).isTrue();

		this.stubborn.letGo.countDown();
		await().untilAsserted(() -> assertThat(this.engine.state()).isEqualTo(new EngineState(true, 1, 0, 0, 0)));
		this.engine.refuse();
		assertThat(this.engine.state()).isEqualTo(new EngineState(false, 1, 0, 0, 0));
	}

	private static final class Recorder implements TaskListener {

		final List<String> accepted = new CopyOnWriteArrayList<>();

		final List<TaskInfo> ended = new CopyOnWriteArrayList<>();

		final AtomicInteger rejected = new AtomicInteger();

		@Override
		public void accepted(TaskLog task, Duration retention) {
			this.accepted.add(task.info().name() + " kept for " + retention);
		}

		@Override
		public void ended(TaskInfo task) {
			this.ended.add(task);
		}

		@Override
		public void rejected() {
			this.rejected.incrementAndGet();
		}

	}

}
