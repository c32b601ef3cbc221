package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskQueueFullException;
import dev.taskstream.TaskStatus;
import dev.taskstream.TaskSubscription;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.scenario.RawPeer;
import dev.taskstream.scenario.RunningService;
import dev.taskstream.scenario.SocketWrites;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every kind of fault at every call into an application's code. Only the task, request or
 * stream that calls it bears it; afterwards every worker, place and stream is there.
 */
class FaultsInsideTests {

	private static final int WORKERS = 4;

	private static final int QUEUED = 4;

	private static final ExecutorService threads = Executors.newCachedThreadPool();

	private static RunningService service;

	private static Faults faults;

	private static Healthy bystander;

	@BeforeAll
	static void startService() throws Exception {
		service = RunningService.start(FaultyApplication.class, "--taskstream.executor.pool-size=" + (WORKERS + 1),
				"--taskstream.executor.queue-capacity=" + QUEUED, "--taskstream.error-messages=all",
				"--taskstream.stream.history=100000");
		faults = service.context().getBean(Faults.class);
		ContextRegistry.getInstance().registerThreadLocalAccessor(new FaultyAccessor());
		bystander = Healthy.in(service);
	}

	@AfterAll
	static void stopService() throws Exception {
		bystander.close();
		ContextRegistry.getInstance().removeThreadLocalAccessor(FaultyAccessor.KEY);
		GracefulStop.of(service);
		threads.shutdownNow();
	}

	static Stream<Arguments> product() {
		return Arrays.stream(Place.values())
			.flatMap((place) -> Arrays.stream(Kind.values()).map((kind) -> Arguments.of(place, kind)))
			// A signal must not block, see TaskLog.subscribe
			.filter((pair) -> pair.get()[0] != Place.SIGNAL || pair.get()[1] != Kind.HANG)
			// CompletableFuture prints an exception to wrap it
			.filter((pair) -> pair.get()[0] != Place.WHEN_ENDED || pair.get()[1] != Kind.EVIL);
	}

	@ParameterizedTest
	@MethodSource("product")
	void onlyTheCallerBearsTheFault(Place place, Kind kind) throws Exception {
		CountDownLatch go = service.context().getBean(FaultyApplication.VictimController.class).nextGo();
		faults.arm(place, kind);
		try {
			Future<Answer> starting = threads.submit(FaultsInsideTests::start);
			letGoIfItHangs(place, kind, Place.Fate.REFUSED);
			Answer started = starting.get(20, TimeUnit.SECONDS);
			if (started.status() == 200) {
				watch(UUID.fromString(started.text().replaceAll(".*\"taskId\":\"([^\"]+)\".*", "$1")), place, kind, go);
			}
			else {
				assertThat(place.fate()).as(started.head()).isEqualTo(Place.Fate.REFUSED);
				assertThat(started.status()).isIn(500, 0);
			}
		}
		finally {
			go.countDown();
			faults.disarm();
		}
		everyWorkerAndPlaceIsThere();
		SocketWrites.noneIsWaiting();
	}

	private static Answer start() throws Exception {
		try (RawPeer peer = RawPeer.connect(service.port())
			.sends("POST /victims HTTP/1.1", "Host: localhost", "Connection: close", "Content-Length: 0")) {
			return Answer.parse(peer.readToEnd());
		}
	}

	private void watch(UUID id, Place place, Kind kind, CountDownLatch go) throws Exception {
		int before = service.streams().size();
		try (TaskSubscription subscription = service.tasks()
			.log(id)
			.orElseThrow()
			.subscribe(0, () -> faults.at(Place.SIGNAL, null))) {
			service.tasks().whenEnded(id).thenRun(() -> faults.at(Place.WHEN_ENDED, null));
			Future<Answer> watching = threads.submit(() -> Answer.of(service.port(), "/api/tasks/" + id + "/stream"));
			soon().until(() -> service.streams().size() > before || watching.isDone()
					|| (place == Place.POLICY && faults.hasStruck()));
			go.countDown();
			letGoIfItHangs(place, kind, Place.Fate.COMPLETED);
			if (kind == Kind.HANG && place.fate() == Place.Fate.FAILED) {
				soon().until(() -> faults.hasStruck() || status(id).isFinal());
				anotherTaskIsServed();
				boolean isActive = !status(id).isFinal();
				assertThat(service.tasks().cancel(id)).isEqualTo(isActive);
			}
			assertStory(watching.get(20, TimeUnit.SECONDS), id, place, kind);
			boolean starts = place != Place.BEFORE || kind != Kind.HANG;
			assertThat(subscription.next().event().type()).isEqualTo(starts ? "task_started" : "task_failed");
		}
	}

	private static void assertStory(Answer answer, UUID id, Place place, Kind kind) {
		soon().until(() -> status(id).isFinal());
		if (place == Place.POLICY && (kind.isThrown() || kind == Kind.NULL)) {
			assertThat(answer.text()).contains("access cannot be checked now").doesNotContain("data:");
		}
		else if (place != Place.POLICY || kind != Kind.INTERRUPT) {
			// An interrupt of a request's thread closes its connection
			assertThat(answer.events()).filteredOn(EventStream.Event::isFinal).hasSize(1);
			assertThat(answer.complete()).isTrue();
		}
		if (kind == Kind.HANG && place.fate() == Place.Fate.FAILED && faults.hasStruck()) {
			// An exception is logged after the end
			assertThat(status(id)).isIn(TaskStatus.CANCELLED,
					place.isOfException() ? TaskStatus.FAILED : TaskStatus.CANCELLED);
		}
		else if (kind.isThrown()) {
			assertThat(status(id)).isEqualTo(TaskStatus.valueOf(place.fate().name()));
		}
	}

	private static TaskStatus status(UUID id) {
		return service.tasks().find(id).map(TaskInfo::status).orElseThrow();
	}

	/**
	 * Shows that others are served while code hangs that no cancel interrupts.
	 */
	private static void letGoIfItHangs(Place place, Kind kind, Place.Fate fate) throws Exception {
		if (kind == Kind.HANG && place.fate() == fate) {
			soon().until(faults::hasStruck);
			anotherTaskIsServed();
			faults.disarm();
		}
	}

	private static void anotherTaskIsServed() throws Exception {
		String url = service.tasks().start(Engines.quick("Quick")).streamUrl();
		assertThat(Answer.of(service.port(), url).text()).contains("task_completed");
	}

	private static void everyWorkerAndPlaceIsThere() throws Exception {
		TaskEngine engine = service.context().getBean(TaskEngine.class);
		EngineState idle = new EngineState(true, WORKERS + 1, 1, 0, 0);
		soon().untilAsserted(() -> assertThat(engine.state()).isEqualTo(idle));
		soon().until(() -> service.streams().size() == 1);
		CyclicBarrier meeting = new CyclicBarrier(WORKERS + 1);
		CountDownLatch gate = new CountDownLatch(1);
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			ids.add(service.tasks().start(new Meeting(meeting, gate)).taskId());
		}
		meeting.await(20, TimeUnit.SECONDS);
		for (int i = 0; i < QUEUED; i++) {
			ids.add(service.tasks().start(Engines.quick("Quick")).taskId());
		}
		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> service.tasks().start(Engines.quick("Quick")));
		gate.countDown();
		soon().untilAsserted(() -> assertThat(ids).allMatch((id) -> status(id) == TaskStatus.COMPLETED));
		soon().untilAsserted(() -> assertThat(engine.state()).isEqualTo(idle));
	}

	private static ConditionFactory soon() {
		return Awaitility.await()
			.pollDelay(0, TimeUnit.MILLISECONDS)
			.pollInterval(1, TimeUnit.MILLISECONDS)
			.atMost(20, TimeUnit.SECONDS);
	}

	/**
	 * A library's thread-local, as Micrometer's context propagation knows it.
	 */
	private static final class FaultyAccessor implements ThreadLocalAccessor<String> {

		static final String KEY = "dev.taskstream.reliability";

		@Override
		public Object key() {
			return KEY;
		}

		@Override
		public String getValue() {
			return null;
		}

		@Override
		public void setValue(String value) {
		}

		@Override
		public void setValue() {
			faults.at(Place.THREAD_LOCAL, null);
		}

	}

}
