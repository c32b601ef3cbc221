package dev.taskstream.autoconfigure;

import java.util.Optional;

import dev.taskstream.TaskService;
import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that overrides the {@link TaskService}, as {@code @MockitoBean} does: by the
 * same post-processor of bean definitions.
 */
@SpringBootTest(classes = { RunningApplication.Application.class, TaskServiceOverrideTests.Users.class },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TaskServiceOverrideTests {

	@TestBean
	TaskService tasks;

	@Autowired
	User user;

	@Autowired
	TaskEngine engine;

	static TaskService tasks() {
		return new NoTasks();
	}

	@Test
	void theApplicationIsGivenTheOverrideAndTheLibraryKeepsItsEngine() {
		assertThat(this.user.tasks()).isSameAs(this.tasks).isInstanceOf(NoTasks.class);
		assertThat(this.user.tasks().start(Engines.quick("fake")).streamUrl()).isEqualTo("/nowhere");
		assertThat(Optional.of(this.engine.service().start(Engines.quick("quick")).taskId())
			.flatMap(this.engine.service()::find)).isPresent();
	}

	record User(TaskService tasks) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		User user(TaskService tasks) {
			return new User(tasks);
		}

	}

}
