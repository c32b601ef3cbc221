package dev.taskstream.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.taskstream.bench.server.Load;

/**
 * Asks a server to do something, and waits for the answer.
 */
record Control(int port) {

	private static final int TIMEOUT_MILLIS = 40_000;

	/** Start tasks that wait for {@link #begin}. */
	Batch start(Load load) throws IOException {
		List<String> lines = call("POST", "/bench/batches?" + load.toQuery()).lines().toList();
		return new Batch("/bench/batches/" + lines.get(0), lines.subList(1, lines.size()));
	}

	/** Let the tasks of a batch begin after a delay. */
	void begin(Batch batch, Duration delay) throws IOException {
		call("POST", batch.path() + "?delay=" + delay.toMillis());
	}

	/**
	 * Wait for the end of a batch.
	 * @return how long its last task took for its reports
	 */
	double awaitEndMillis(Batch batch) throws IOException {
		return Double.parseDouble(call("DELETE", batch.path())) / 1e6;
	}

	double liveHeapKibibytes() throws IOException {
		return ask("live-heap") / 1024;
	}

	/** Ask for a number that the server knows about its process. */
	double ask(String name) throws IOException {
		return Double.parseDouble(call("GET", "/bench/" + name));
	}

	private String call(String method, String path) throws IOException {
		try (InputStream body = open(method, path)) {
			return new String(body.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** Make a request and wait for the head of its reply. */
	InputStream open(String method, String path) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + this.port + path)
			.toURL()
			.openConnection();
		connection.setRequestMethod(method);
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		return connection.getInputStream();
	}

	/**
	 * Tasks that were started together: the path of the batch and those of the streams.
	 */
	record Batch(String path, List<String> streams) {

	}

}
