package dev.taskstream.scenario;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TlsTests {

	private static final String PASSWORD = "changeit";

	@RegisterExtension
	final QuietLog log = new QuietLog();

	@TempDir
	Path directory;

	@Test
	void eventsLargerThanARecordArriveIntact() throws Exception {
		String big = "x".repeat(40_000);
		Path keyStore = generateKeyStore();
		Puppet puppet = new Puppet();
		try (RunningService service = RunningService.start("--server.ssl.key-store=" + keyStore.toUri(),
				"--server.ssl.key-store-password=" + PASSWORD, "--taskstream.stream.keep-alive=200ms")) {
			this.log.attach();
			TaskStartResponse started = service.tasks().start(puppet);
			URI address = URI.create("https://localhost:" + service.port() + started.streamUrl());

			try (StreamRecorder stream = StreamRecorder.open(client(keyStore), address);
					StreamRecorder leaving = StreamRecorder.open(client(keyStore), address)) {
				assertThat(stream.next().type()).isEqualTo("task_started");
				leaving.next();
				leaving.close();
				for (int i = 0; i < 20; i++) {
					puppet.reports(big + i);
					assertThat(stream.next().text()).isEqualTo(big + i);
				}
				await().until(() -> service.streams().size() == 1);
				puppet.completes(big);
				assertThat(stream.next().data().path("result").stringValue()).isEqualTo(big);
				stream.endsHere();
			}
		}
	}

	private Path generateKeyStore() throws Exception {
		Path keyStore = this.directory.resolve("server.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "server", "-keyalg", "EC",
				"-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-storepass", PASSWORD,
				"-keystore", keyStore.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		return keyStore;
	}

	private static HttpClient client(Path trusted) throws Exception {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(trusted)) {
			keyStore.load(in, PASSWORD.toCharArray());
		}
		KeyStore trust = KeyStore.getInstance("PKCS12");
		trust.load(null, null);
		trust.setCertificateEntry("server", keyStore.getCertificate("server"));
		TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		managers.init(trust);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, managers.getTrustManagers(), null);
		return HttpClient.newBuilder().sslContext(context).build();
	}

}
