package dev.taskstream.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.EngineState;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.scenario.RunningService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tasks that overflow their stack somewhere in our code, each at another line. Their
 * watchers get the end, and nothing is held for ever.
 */
class OverflowTests {

	private static final int TASKS = Size.of("overflows", 200);

	private static final int WORKERS = 8;

	private final long seed = Size.seed();

	@Test
	void noOverflowLeavesAnythingBehind() throws Exception {
		RunningService service = RunningService.start("--taskstream.executor.pool-size=" + WORKERS,
				"--taskstream.executor.queue-capacity=" + TASKS);
		ExecutorService watchers = Executors.newFixedThreadPool(WORKERS);
		Random random = new Random(this.seed);
		List<Future<Answer>> answers = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			Deep deep = new Deep(Shape.values()[i % Shape.values().length], random.nextInt(1, 40), random.nextInt(400));
			TaskStartResponse started = service.tasks().start(deep);
			answers.add(watchers.submit(() -> Answer.of(service.port(), started.streamUrl())));
		}

		for (Future<Answer> answer : answers) {
			List<EventStream.Event> events = answer.get().events();
			assertThat(events).as("with the seed %s", this.seed)
				.filteredOn(EventStream.Event::isFinal)
				.singleElement()
				.isEqualTo(events.get(events.size() - 1))
				.satisfies((end) -> assertThat(end.data()).contains("\"code\":\"task_failed\""));
		}
		watchers.shutdown();
		await().until(() -> service.streams().size() == 0);
		TaskEngine engine = service.context().getBean(TaskEngine.class);
		await().untilAsserted(() -> assertThat(engine.state()).isEqualTo(new EngineState(true, WORKERS, 0, 0, 0)));
		Healthy.in(service).close();
		GracefulStop.of(service);
	}

	/**
	 * What a task calls again and again while its stack grows.
	 */
	private enum Shape {

		TEXT {

			@Override
			void call(ProgressHandle progress, int depth) {
				progress.report("depth " + depth);
			}

		},

		VALUE {

			@Override
			void call(ProgressHandle progress, int depth) {
				progress.report(depth / 1e6);
			}

		},

		SLICE {

			@Override
			void call(ProgressHandle progress, int depth) {
				progress.slice(0.2, 0.4).slice(0.1, 0.9).report("sliced", 0.5);
			}

		},

		CORRECTED {

			@Override
			void call(ProgressHandle progress, int depth) {
				progress.report("corrected", Double.NaN);
			}

		},

		TRACKED {

			@Override
			void call(ProgressHandle progress, int depth) {
				progress.track(List.of(1, 2)).forEach((element) -> progress.report("element " + element));
			}

		};

		abstract void call(ProgressHandle progress, int depth);

	}

	private static final class Deep extends BaseTask<Void, Integer> {

		private final Shape shape;

		private final int stride;

		private final int offset;

		Deep(Shape shape, int stride, int offset) {
			this.shape = shape;
			this.stride = stride;
			this.offset = offset;
		}

		@Override
		protected Integer execute(Void nothing, ProgressHandle progress) {
			return indent(this.offset, progress);
		}

		/**
		 * Takes a little of the stack, so that the overflow comes at another line.
		 */
		private int indent(int more, ProgressHandle progress) {
			return (more == 0) ? descend(0, progress) : indent(more - 1, progress) + more;
		}

		private int descend(int depth, ProgressHandle progress) {
			if (depth % this.stride == 0) {
				this.shape.call(progress, depth);
			}
			return descend(depth + 1, progress) + depth;
		}

	}

}
