package dev.taskstream.bench.server;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * An application that runs its tasks with the library.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(BatchController.class)
public class TaskstreamApplication {

	@Bean
	Batch.Starter starter(TaskService service) {
		WorkTask task = new WorkTask();
		return (work) -> service.start(task, work).streamUrl();
	}

	private static final class WorkTask extends BaseTask<Batch.Work, String> {

		@Override
		protected String execute(Batch.Work work, ProgressHandle progress) throws Exception {
			work.run(progress::report);
			return "done";
		}

	}

}
