package dev.taskstream.demo;

import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.stereotype.Component;

/**
 * A task that counts down and then completes or fails as requested.
 */
@Component
final class Countdown extends BaseTask<Countdown.Parameters, Countdown.Result> {

	private static final int TICKS_PER_SECOND = 10;

	private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND;

	@Override
	protected Result execute(Parameters parameters, ProgressHandle progress) throws InterruptedException {
		int ticks = parameters.seconds() * TICKS_PER_SECOND;
		long begin = System.nanoTime();
		for (int tick = 0; tick < ticks; tick++) {
			int left = parameters.seconds() - tick / TICKS_PER_SECOND;
			progress.report(left + " s left", (double) tick / ticks);
			TimeUnit.NANOSECONDS.sleep(begin + (tick + 1) * TICK_NANOS - System.nanoTime());
		}
		if (parameters.outcome() == Outcome.FAIL) {
			throw new TaskException("countdown_failed", "The countdown was asked to fail.");
		}
		return new Result(parameters.seconds());
	}

	record Parameters(@Min(1) @Max(3600) int seconds, @NotNull Outcome outcome) {

	}

	record Result(int seconds) {

	}

	enum Outcome {

		@JsonProperty("complete")
		COMPLETE,

		@JsonProperty("fail")
		FAIL

	}

}
