namespace CallControl.TestKit.Postgres;

/// <summary>The private PostgreSQL could not be made or started; the message says why in one line and is meant for people.</summary>
public sealed class PostgresClusterException : Exception
{
    public PostgresClusterException()
    {
    }

    public PostgresClusterException(string message) : base(message)
    {
    }

    public PostgresClusterException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
