package dev.taskstream.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A client that starts a short task, watches it to its end over a new connection, and
 * begins again.
 */
public final class Visitor {

	/** Reports of a visitor's task. */
	public static final int REPORTS = 3;

	private final Loop loop;

	private final Visits visits;

	private final BooleanSupplier over;

	private final Caller caller;

	private String job = "";

	private long begun;

	private boolean answered;

	private boolean watched;

	/**
	 * A visitor who begins at once.
	 * @param loop serves the requests
	 * @param visits counts
	 * @param over whether to begin no further visit
	 */
	public Visitor(Loop loop, Visits visits, BooleanSupplier over) throws IOException {
		this.loop = loop;
		this.visits = visits;
		this.over = over;
		this.caller = new Caller(loop);
		begin();
	}

	private void begin() {
		this.begun = System.nanoTime();
		this.answered = false;
		this.watched = false;
		this.visits.begun();
		this.caller.post("/load/jobs?events=" + REPORTS + "&rate=0&text=0", this::watch);
	}

	private void watch(String started) {
		int space = started.indexOf(' ');
		this.job = started.substring(0, space);
		try {
			Visit visit = new Visit();
			visit.connection = this.loop.connect(visit);
			visit.connection.send("GET", started.substring(space + 1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void answered(String text) {
		this.answered = true;
		goOn();
	}

	private void watched(Tally tally) {
		this.visits.ended(System.nanoTime() - this.begun, tally);
		this.watched = true;
		goOn();
	}

	private void goOn() {
		if (this.answered && this.watched && !this.over.getAsBoolean()) {
			begin();
		}
	}

	/**
	 * The stream of one visit.
	 */
	private final class Visit implements Reply {

		private final Tally tally = new Tally(Visitor.this.visits.latencyOfEvents());

		private final Watcher watcher = new Watcher(this.tally);

		private @Nullable Connection connection;

		@Override
		public void head(int status) {
			this.watcher.head(status);
			Visitor.this.caller.post("/load/jobs/" + Visitor.this.job + "/go", Visitor.this::answered);
		}

		@Override
		public void body(byte[] bytes, int from, int to) {
			this.watcher.body(bytes, from, to);
		}

		@Override
		public void end() {
			if (this.connection != null) {
				this.connection.close();
			}
		}

		@Override
		public void closed() {
			watched(this.tally);
		}

	}

}
