using Xunit.v3;

// One site answers all tests of a class; the classes take turns, since each starts a host of its own.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
