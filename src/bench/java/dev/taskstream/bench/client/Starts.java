package dev.taskstream.bench.client;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Sends many jobs their go, one after another, while the streams are served.
 */
public final class Starts {

	private final Iterator<String> jobs;

	private final Caller caller;

	private Starts(Loop loop, List<String> jobs) throws IOException {
		this.jobs = jobs.iterator();
		this.caller = new Caller(loop);
	}

	/**
	 * Begins to send.
	 * @param loop serves the requests
	 * @param jobs the ids of the jobs
	 */
	public static void send(Loop loop, List<String> jobs) throws IOException {
		new Starts(loop, jobs).next();
	}

	private void next() {
		if (this.jobs.hasNext()) {
			this.caller.post("/load/jobs/" + this.jobs.next() + "/go", (text) -> next());
		}
	}

}
