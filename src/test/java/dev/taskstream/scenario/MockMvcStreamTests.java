package dev.taskstream.scenario;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * A stream in an application's test without a server, where output cannot but block.
 */
@SpringBootTest
@AutoConfigureMockMvc
class MockMvcStreamTests {

	@Autowired
	MockMvc mvc;

	@Autowired
	TaskService tasks;

	@Test
	void finishedTaskIsStreamed() throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().reports("half", 0.5).completes("done"));
		await().until(() -> this.tasks.find(started.taskId()).orElseThrow().status().isFinal());

		assertStreamed(this.mvc.perform(get(started.streamUrl())).andReturn());
	}

	@Test
	void runningTaskIsStreamed() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		MvcResult result = this.mvc.perform(get(started.streamUrl())).andReturn();
		puppet.reports("half", 0.5).completes("done");

		assertStreamed(result);
	}

	private void assertStreamed(MvcResult result) throws Exception {
		result.getAsyncResult(10_000);
		MockHttpServletResponse response = this.mvc.perform(asyncDispatch(result))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse();
		assertThat(response.getContentType()).isEqualTo(MediaType.TEXT_EVENT_STREAM_VALUE);
		assertThat(response.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-cache, no-transform");
		assertThat(response.getContentAsString()).startsWith("retry: 2500\nid: 1\nevent: task_started\n")
			.contains("\n\nid: 2\nevent: progress_update\n")
			.containsOnlyOnce("\n\nid: 3\nevent: task_completed\n")
			.endsWith("\"result\":\"done\"}\n\n");
	}

}
