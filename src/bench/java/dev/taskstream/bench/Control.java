package dev.taskstream.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks a server to do something, and waits for it.
 */
record Control(int port) {

	private static final int PATIENCE_MILLIS = 30_000;

	/**
	 * Starts the jobs of a scenario's task.
	 */
	Started start(Scenario scenario) throws IOException {
		String[] answer = call("POST",
				"/load/jobs?events=" + scenario.events() + "&rate=" + scenario.rate() + "&text=" + scenario.text())
			.split(" ");
		return new Started(answer[0], answer[1]);
	}

	void go(Started job) throws IOException {
		call("POST", "/load/jobs/" + job.id() + "/go");
	}

	/**
	 * How long a job took to make its reports.
	 */
	double heldMillis(Started job) throws IOException {
		long nanos = Long.parseLong(call("GET", "/load/jobs/" + job.id() + "/held"));
		return (nanos > 0) ? nanos / 1e6 : Double.NaN;
	}

	double liveHeapBytes() throws IOException {
		return Double.parseDouble(call("POST", "/load/live-heap"));
	}

	double blockedWriters() throws IOException {
		return Double.parseDouble(call("GET", "/load/blocked-writers"));
	}

	private String call(String method, String path) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + this.port + path)
			.toURL()
			.openConnection();
		connection.setRequestMethod(method);
		connection.setConnectTimeout(PATIENCE_MILLIS);
		connection.setReadTimeout(PATIENCE_MILLIS);
		try (InputStream body = connection.getInputStream()) {
			return new String(body.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * A job that waits for its go.
	 */
	record Started(String id, String streamPath) {

	}

}
