package dev.taskstream.scenario;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "spring.mvc.problemdetails.enabled=true",
		"scenario.broad-advice=true", "taskstream.executor.pool-size=1", "taskstream.executor.queue-capacity=1" })
class ProblemDetailsOnTests extends ProblemScenarios {

}
