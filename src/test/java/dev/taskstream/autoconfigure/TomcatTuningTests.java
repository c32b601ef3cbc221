package dev.taskstream.autoconfigure;

import java.io.IOException;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TomcatTuningTests {

	@Test
	void leavesTheConnectorAloneByDefault() {
		try (RunningApplication application = RunningApplication.with()) {
			assertThat(application.protocol()).isExactlyInstanceOf(Http11NioProtocol.class);
			assertThat(application.protocol().getMaxConnections()).isEqualTo(8192);
			assertThat(application.protocol().getAcceptCount()).isEqualTo(100);
			assertThat(application.protocol().getProcessorCache()).isEqualTo(200);
			assertThat(application.connector().getProperty("socket.txBufSize")).isEqualTo("0");
		}
	}

	@Test
	void slimFitsTheConnectorToTheStreams() {
		try (RunningApplication application = RunningApplication.with("taskstream.tomcat.slim=true",
				"taskstream.stream.max-streams=20000")) {
			assertThat(application.protocol().getMaxConnections()).isEqualTo(25_000);
			assertThat(application.protocol().getAcceptCount()).isEqualTo(4096);
			assertThat(application.protocol().getProcessorCache()).isEqualTo(25_000);
		}
	}

	@Test
	void slimMakesBuffersSmallButLetsAnEventOfOneKibibyteOutInOneWrite() {
		try (RunningApplication application = RunningApplication.with("taskstream.tomcat.slim=true")) {
			int output = application.protocol().getDesiredBufferSize();
			assertThat(output).isEqualTo(1792);
			assertThat(property(application, "socket.appWriteBufSize")).isBetween(output + 16, 4096);
			assertThat(property(application, "socket.appReadBufSize")).isEqualTo(512);
			assertThat(application.protocol().getMaxTrailerSize()).isEqualTo(256);
			assertThat(application.protocol().getMaxHttpRequestHeaderSize()).isEqualTo(4096);
			assertThat(application.protocol().getMaxHttpResponseHeaderSize()).isEqualTo(2048);
		}
	}

	private static int property(RunningApplication application, String name) {
		return Integer.parseInt(String.valueOf(application.connector().getProperty(name)));
	}

	@Test
	void slimKeepsWhatIsConfigured() {
		try (RunningApplication application = RunningApplication.with("taskstream.tomcat.slim=true",
				"server.tomcat.max-connections=500", "server.tomcat.accept-count=200",
				"server.tomcat.processor-cache=300", "server.max-http-request-header-size=16KB",
				"server.tomcat.maxHttpResponseHeaderSize=10KB", "taskstream.stream.max-streams=400")) {
			assertThat(application.protocol().getMaxConnections()).isEqualTo(500);
			assertThat(application.protocol().getAcceptCount()).isEqualTo(200);
			assertThat(application.protocol().getProcessorCache()).isEqualTo(300);
			assertThat(application.protocol().getMaxHttpRequestHeaderSize()).isEqualTo(16 * 1024);
			assertThat(application.protocol().getMaxHttpResponseHeaderSize()).isEqualTo(10 * 1024);
		}
	}

	@Test
	void slimStreamsDeliverEventsOfEverySize() throws IOException, InterruptedException {
		try (RunningApplication application = RunningApplication.with("taskstream.tomcat.slim=true")) {
			String small = "s".repeat(1024);
			String large = "l".repeat(60_000);

			String body = application.get(application.start(new Reporter(small, large))).body();

			assertThat(body).contains("\"" + small + "\"", "\"" + large + "\"", "event: task_completed");
		}
	}

	@Test
	void theSendBufferIsTheKernels() {
		try (RunningApplication application = RunningApplication.with("taskstream.tomcat.send-buffer=64KB")) {
			assertThat(property(application, "socket.txBufSize")).isEqualTo(64 * 1024);
			assertThat(application.protocol()).isExactlyInstanceOf(Http11NioProtocol.class);
		}
	}

	@Test
	void anUnusableSendBufferIsRefusedByName() {
		assertThatThrownBy(() -> RunningApplication.with("taskstream.tomcat.send-buffer=1KB").close())
			.hasRootCauseMessage("taskstream.tomcat.send-buffer must be between 4KB and 64MB, but is 1024B");
	}

	private static final class Reporter extends BaseTask<Void, String> {

		private final String[] texts;

		Reporter(String... texts) {
			this.texts = texts;
		}

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			for (String text : this.texts) {
				progress.report(text);
			}
			return "done";
		}

	}

}
