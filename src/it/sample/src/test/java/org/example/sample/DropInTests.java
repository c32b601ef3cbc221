package org.example.sample;

import java.util.concurrent.Executor;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.test.TaskStory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static dev.taskstream.test.TaskstreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class DropInTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private PriceRepository prices;

	@Test
	void theLibraryIsTheJarThatWasJustPackaged() {
		assertThat(TaskService.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.endsWith("/taskstream-" + System.getProperty("taskstream.version") + ".jar");
	}

	@Test
	void anImportIsWatchedToItsEnd() {
		Caller ada = Caller.withToken(this.port, "ada");
		TaskStartResponse started = ada.start("/api/price-imports", "{\"lines\":[\"nut;12\",\"bolt;34\"]}");

		TaskStory story = ada.streams().read(started);

		assertThat(story).isWhole().hasReported("2 of 2", 1.0).neverGoesBack().isCompletedWith("{\"imported\":2}");
		assertThat(this.prices.findById("bolt")).get().extracting(Price::getCents).isEqualTo(34L);
	}

	@Test
	void aTaskExceptionReachesTheWatcherWithItsCode() {
		Caller ada = Caller.withToken(this.port, "ada");

		TaskStory story = ada.streams().read(ada.start("/api/price-imports", "{\"lines\":[\"nonsense\"]}"));

		assertThat(story).isWhole().hasFailedWith("bad_line");
	}

	@Test
	void invalidParametersAreAProblem() {
		assertThat(Caller.withToken(this.port, "ada").post("/api/price-imports", "{\"lines\":[]}"))
			.satisfies((response) -> assertThat(response.statusCode()).isEqualTo(400))
			.satisfies((response) -> assertThat(response.body()).contains("lines"));
	}

	@Test
	void bootsOwnExecutorStays() {
		assertThat(this.context.getBean(Executor.class)).isInstanceOf(ThreadPoolTaskExecutor.class)
			.isSameAs(this.context.getBean("applicationTaskExecutor"));
	}

	@Test
	void theApplicationIsUp() {
		assertThat(Caller.withToken(this.port, "ada").get("/actuator/health").body()).contains("\"UP\"");
	}

}
