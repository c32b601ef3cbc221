package dev.taskstream.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskCancelledException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run reports to. Puts right what a watcher could not use, and says so once a run.
 */
final class RunProgress implements ProgressHandle {

	private static final Logger logger = LoggerFactory.getLogger(RunProgress.class);

	private final TaskRun run;

	private final Set<String> warned = ConcurrentHashMap.newKeySet(0);

	RunProgress(TaskRun run) {
		this.run = run;
	}

	@Override
	public void report(String text) {
		append(cut(text), null);
	}

	@Override
	public void report(double value) {
		Double usable = clamp(value);
		if (usable != null) {
			append(null, usable);
		}
		else if (isCancelled()) {
			throw new TaskCancelledException();
		}
	}

	@Override
	public void report(String text, double value) {
		append(cut(text), clamp(value));
	}

	@Override
	public boolean isCancelled() {
		return this.run.isEnded();
	}

	private void append(@Nullable String text, @Nullable Double value) {
		if (!this.run.progress(text, value)) {
			throw new TaskCancelledException();
		}
	}

	private @Nullable Double clamp(double value) {
		if (value >= 0.0 && value <= 1.0) {
			return value;
		}
		if (Double.isNaN(value)) {
			warnOnce("reported NaN as its value; the value stays as it was");
			return null;
		}
		warnOnce("reported a value outside 0.0 to 1.0; it is clamped");
		return (value < 0.0) ? 0.0 : 1.0;
	}

	private String cut(String text) {
		if (text.length() <= MAX_TEXT_LENGTH) {
			return text;
		}
		warnOnce("reported a text of more than " + MAX_TEXT_LENGTH + " characters; it is cut");
		boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT_LENGTH - 1));
		return text.substring(0, splitsPair ? MAX_TEXT_LENGTH - 1 : MAX_TEXT_LENGTH);
	}

	private void warnOnce(String what) {
		if (this.warned.add(what)) {
			logger.warn("Task {} ({}) {}", this.run.name(), this.run.id(), what);
		}
	}

}
