package dev.taskstream.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskCancelledException;
import dev.taskstream.log.StackReserve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link ProgressHandle} that clamps and truncates what a task reports, and logs each
 * correction once per run.
 */
final class RunProgress implements ProgressHandle {

	private static final Logger logger = LoggerFactory.getLogger(RunProgress.class);

	private final TaskRun run;

	private final Set<String> warned;

	private final ProgressHandle target;

	RunProgress(TaskRun run) {
		this(run, ConcurrentHashMap.newKeySet(0), new Target(run));
	}

	private RunProgress(TaskRun run, Set<String> warned, ProgressHandle target) {
		this.run = run;
		this.warned = warned;
		this.target = target;
	}

	@Override
	public void report(String text) {
		pass(null, cut(text));
	}

	@Override
	public void report(double value) {
		pass(clamp(value), null);
	}

	@Override
	public void report(String text, double value) {
		pass(clamp(value), cut(text));
	}

	/**
	 * Report what is usable. A report of which nothing is left is still a cancellation
	 * point.
	 */
	private void pass(@Nullable Double value, @Nullable String text) {
		if (value != null && text != null) {
			this.target.report(text, value);
		}
		else if (value != null) {
			this.target.report(value);
		}
		else if (text != null) {
			this.target.report(text);
		}
		else if (isCancelled()) {
			throw new TaskCancelledException();
		}
	}

	@Override
	public boolean isCancelled() {
		return this.target.isCancelled();
	}

	@Override
	public ProgressHandle slice(double from, double to) {
		return new RunProgress(this.run, this.warned, this.target.slice(from, to));
	}

	private @Nullable Double clamp(double value) {
		if (value >= 0.0 && value <= 1.0) {
			return value;
		}
		if (Double.isNaN(value)) {
			warnOnce("reported NaN as its value; the value is kept");
			return null;
		}
		warnOnce("reported a value outside 0.0 to 1.0; it is clamped");
		return (value < 0.0) ? 0.0 : 1.0;
	}

	private @Nullable String cut(@Nullable String text) {
		if (text == null) {
			warnOnce("reported null as its text; the text is kept");
			return null;
		}
		if (text.length() <= MAX_TEXT_LENGTH) {
			return text;
		}
		warnOnce("reported a text of more than " + MAX_TEXT_LENGTH + " characters; it is truncated");
		boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT_LENGTH - 1));
		return text.substring(0, splitsPair ? MAX_TEXT_LENGTH - 1 : MAX_TEXT_LENGTH);
	}

	private void warnOnce(String what) {
		StackReserve.require();
		if (this.warned.add(what)) {
			logger.warn("Task {} ({}) {}", this.run.name(), this.run.id(), what);
		}
	}

	/**
	 * The innermost handle, which appends reports to the run's log.
	 */
	private record Target(TaskRun run) implements ProgressHandle {

		@Override
		public void report(String text) {
			append(text, null);
		}

		@Override
		public void report(double value) {
			append(null, value);
		}

		@Override
		public void report(String text, double value) {
			append(text, value);
		}

		@Override
		public boolean isCancelled() {
			return this.run.log().isEnded();
		}

		private void append(@Nullable String text, @Nullable Double value) {
			if (!this.run.log().progress(text, value)) {
				throw new TaskCancelledException();
			}
		}

	}

}
