namespace CallControl.Crm.Tests.Suite;

/// <summary>Kills the program before its n-th step: a step is a request, a look into the memory, or a note in it.</summary>
internal sealed class Steps
{
    private int _left = int.MaxValue;

    public bool IsKilled { get; private set; }

    public void KillAfter(int steps)
    {
        _left = steps;
        IsKilled = false;
    }

    public void Live() => KillAfter(int.MaxValue);

    public void Take()
    {
        if (_left-- > 0)
            return;
        IsKilled = true;
        throw new KilledException();
    }
}
