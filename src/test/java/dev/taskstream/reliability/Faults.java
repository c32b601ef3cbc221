package dev.taskstream.reliability;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.taskstream.TaskCancelledException;

/**
 * Commits a fault of one kind at one place of an application's code.
 */
final class Faults {

	private volatile Place place;

	private volatile Kind kind;

	private volatile CountDownLatch struck = new CountDownLatch(1);

	private volatile CountDownLatch letGo = new CountDownLatch(1);

	private final AtomicBoolean hung = new AtomicBoolean();

	void arm(Place newPlace, Kind newKind) {
		this.kind = newKind;
		this.struck = new CountDownLatch(1);
		this.letGo = new CountDownLatch(1);
		this.hung.set(false);
		this.place = newPlace;
	}

	void disarm() {
		this.place = null;
		this.letGo.countDown();
	}

	boolean isAt(Place here) {
		return this.place == here;
	}

	boolean isInException() {
		Place current = this.place;
		return current != null && current.isOfException();
	}

	boolean hasStruck() {
		return this.struck.getCount() == 0;
	}

	/**
	 * Returns what the code at a place is to return, unless the fault is there. Only the
	 * first caller hangs.
	 */
	<T> T at(Place here, T value) {
		if (this.place != here) {
			return value;
		}
		this.struck.countDown();
		return switch (this.kind) {
			case CHECKED -> throw Faults.<RuntimeException>undeclared(new Exception("checked"));
			case UNCHECKED -> throw new IllegalStateException("unchecked");
			case ERROR -> throw new NoClassDefFoundError("error");
			case OVERFLOW -> throw new IllegalStateException("not reached " + overflow(1));
			case MEMORY -> throw new IllegalStateException("not reached " + new long[Integer.MAX_VALUE].length);
			case EVIL -> throw new Evil();
			case CANCELLED -> throw new TaskCancelledException();
			case NULL -> null;
			case HANG -> this.hung.compareAndSet(false, true) ? hang(value) : value;
			case INTERRUPT -> interrupt(value);
		};
	}

	private static <X extends Throwable> X undeclared(Throwable ex) throws X {
		@SuppressWarnings("unchecked")
		X thrown = (X) ex;
		throw thrown;
	}

	@SuppressWarnings("InfiniteRecursion") // on purpose
	private static int overflow(int depth) {
		return overflow(depth + 1) + depth;
	}

	private <T> T hang(T value) {
		try {
			this.letGo.await();
			return value;
		}
		catch (InterruptedException ex) {
			throw Faults.<RuntimeException>undeclared(ex);
		}
	}

	private static <T> T interrupt(T value) {
		Thread.currentThread().interrupt();
		return value;
	}

	/**
	 * An exception that cannot even be printed.
	 */
	private static final class Evil extends RuntimeException {

		@Override
		public String getMessage() {
			throw new Evil();
		}

		@Override
		public String getLocalizedMessage() {
			throw new Evil();
		}

		@Override
		public synchronized Throwable getCause() {
			throw new Evil();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new Evil();
		}

		@Override
		public String toString() {
			throw new Evil();
		}

	}

}
