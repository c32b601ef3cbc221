package dev.taskstream.reliability;

import java.io.InputStream;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskException;
import jakarta.validation.constraints.NotNull;

/**
 * A task that calls {@link Faults} wherever its code is called.
 */
final class Victim extends BaseTask<Victim.Parameters, Object> {

	private final Faults faults;

	/** Opened once the watchers are there. */
	private final CountDownLatch go;

	Victim(Faults faults, CountDownLatch go) {
		this.faults = faults;
		this.go = go;
	}

	@Override
	protected String name() {
		return this.faults.at(Place.NAME, "Victim");
	}

	@Override
	protected Duration timeout() {
		return this.faults.at(Place.TIMEOUT, Duration.ofMinutes(1));
	}

	@Override
	protected Object execute(Parameters params, ProgressHandle progress) throws Exception {
		this.go.await();
		progress.report("on its way");
		for (String element : progress.track(new Elements())) {
			progress.report(String.valueOf(element));
		}
		progress.track(new Input()).read();
		this.faults.at(Place.EXECUTE, null);
		if (this.faults.isAt(Place.CODE)) {
			throw new HostileCode();
		}
		if (this.faults.isInException()) {
			throw new Hostile();
		}
		return new Result();
	}

	/**
	 * Parameters whose constraint calls their code.
	 */
	static final class Parameters {

		private final Faults faults;

		Parameters(Faults faults) {
			this.faults = faults;
		}

		@NotNull
		public String getText() {
			return this.faults.at(Place.PARAMETER, "text");
		}

	}

	/**
	 * A result whose property calls its code.
	 */
	public final class Result {

		public String getText() {
			return Victim.this.faults.at(Place.RESULT, "text");
		}

	}

	private final class Elements extends AbstractList<String> {

		private final List<String> elements = List.of("one", "two");

		@Override
		public String get(int index) {
			return Victim.this.faults.at(Place.TRACKED_NEXT, this.elements.get(index));
		}

		@Override
		public int size() {
			return Victim.this.faults.at(Place.TRACKED_SIZE, this.elements.size());
		}

	}

	private final class Input extends InputStream {

		@Override
		public int read() {
			return Victim.this.faults.at(Place.TRACKED_READ, 1);
		}

	}

	private final class HostileCode extends TaskException {

		HostileCode() {
			super("code", "message");
		}

		@Override
		public String code() {
			return Victim.this.faults.at(Place.CODE, "code");
		}

	}

	private final class Hostile extends RuntimeException {

		@Override
		public String getMessage() {
			return Victim.this.faults.at(Place.MESSAGE, "message");
		}

		@Override
		public String getLocalizedMessage() {
			return Victim.this.faults.at(Place.LOCALIZED_MESSAGE, "message");
		}

		@Override
		public String toString() {
			return Victim.this.faults.at(Place.TO_STRING, "text");
		}

		@Override
		public synchronized Throwable getCause() {
			return Victim.this.faults.at(Place.CAUSE, null);
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			return Victim.this.faults.at(Place.STACK_TRACE, super.getStackTrace());
		}

	}

}
