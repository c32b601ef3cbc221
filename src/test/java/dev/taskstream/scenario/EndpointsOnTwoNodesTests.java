package dev.taskstream.scenario;

/**
 * {@link EndpointsTests} on two nodes.
 */
@OnTwoNodes
class EndpointsOnTwoNodesTests extends EndpointsTests {

}
