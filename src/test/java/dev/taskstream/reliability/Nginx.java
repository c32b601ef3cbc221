package dev.taskstream.reliability;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.taskstream.scenario.RawPeer;

import static org.awaitility.Awaitility.await;

/**
 * An nginx that passes everything to a server on this machine.
 */
final class Nginx implements AutoCloseable {

	private static final String CONFIGURATION = """
			daemon off;
			worker_processes 1;
			pid %1$s/nginx.pid;
			error_log %1$s/error.log;
			events { worker_connections 512; }
			http {
				access_log off;
				client_body_temp_path %1$s/body;
				proxy_temp_path %1$s/proxy;
				fastcgi_temp_path %1$s/fastcgi;
				uwsgi_temp_path %1$s/uwsgi;
				scgi_temp_path %1$s/scgi;
				server {
					listen 127.0.0.1:%2$s;
					location / {
						proxy_pass http://127.0.0.1:%3$s;
						proxy_http_version 1.1;
						proxy_set_header Connection "";
						proxy_buffering %4$s;
					}
				}
			}
			""";

	private final Path directory;

	private final int port;

	private Process process;

	private Nginx(Path directory, int port) {
		this.directory = directory;
		this.port = port;
	}

	/**
	 * Where the program is, or null.
	 */
	static File program() {
		return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
			.map(File::new)
			.filter(File::canExecute)
			.findFirst()
			.orElse(null);
	}

	static Nginx before(int serverPort, boolean buffering, Path directory) throws IOException {
		int port = freePort();
		Files.writeString(directory.resolve("nginx.conf"),
				CONFIGURATION.formatted(directory, port, serverPort, buffering ? "on" : "off"));
		Nginx nginx = new Nginx(directory, port);
		nginx.start();
		return nginx;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void start() throws IOException {
		File output = this.directory.resolve("output.log").toFile();
		this.process = new ProcessBuilder(program().getPath(), "-c", this.directory.resolve("nginx.conf").toString(),
				"-p", this.directory.toString(), "-e", this.directory.resolve("error.log").toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output))
			.start();
		await().ignoreExceptions().until(() -> {
			RawPeer.connect(this.port).close();
			return true;
		});
	}

	int port() {
		return this.port;
	}

	/**
	 * Stops at once, which cuts all streams, and starts again on the same port.
	 */
	void restarts() throws Exception {
		close();
		start();
	}

	@Override
	public void close() throws Exception {
		this.process.destroy(); // SIGTERM: a fast stop
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("nginx does not stop");
		}
	}

}
